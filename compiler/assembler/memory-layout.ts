const PAGE = 65536;

/** Places in the module's memory: first the constant data, then working space. */
export class MemoryLayout {
  readonly #parts: { readonly address: number; readonly bytes: Uint8Array }[] = [];
  #end = 64;
  #dataEnd = 64;
  #sealed = false;

  /** Constant bytes; their address. All constants are placed before any working space. */
  place(bytes: Uint8Array, align = 16): number {
    if (this.#sealed) throw new RangeError('constants come before working space');
    const address = this.#allocate(bytes.length, align);
    this.#parts.push({ address, bytes });
    this.#dataEnd = this.#end;
    return address;
  }

  placeF64(values: readonly number[], align = 16): number {
    return this.place(new Uint8Array(Float64Array.from(values).buffer), align);
  }

  placeI32(values: readonly number[], align = 16): number {
    return this.place(new Uint8Array(Int32Array.from(values).buffer), align);
  }

  /** Working space of `bytes` bytes, zero at first. */
  reserve(bytes: number, align = 64): number {
    this.#sealed = true;
    return this.#allocate(bytes, align);
  }

  /** The first address after everything, a multiple of 16. */
  get end(): number {
    return Math.ceil(this.#end / 16) * 16;
  }

  get pages(): number {
    return Math.ceil(this.#end / PAGE);
  }

  /** The constants from address 0 on. */
  data(): Uint8Array {
    const out = new Uint8Array(this.#dataEnd);
    for (const { address, bytes } of this.#parts) out.set(bytes, address);
    return out;
  }

  #allocate(bytes: number, align: number): number {
    const address = Math.ceil(this.#end / align) * align;
    this.#end = address + bytes;
    return address;
  }
}
