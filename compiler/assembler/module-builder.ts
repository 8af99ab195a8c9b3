import { name, signed, unsigned, vector } from '#compiler/assembler/bytes.ts';
import {
  FunctionBuilder,
  type FunctionReference,
  type FunctionType,
} from '#compiler/assembler/function-builder.ts';
import { TYPE_CODE } from '#compiler/assembler/values.ts';

/** Bytes placed in memory before anything runs. */
type Segment = { readonly address: number; readonly bytes: Uint8Array };

/** One module: functions, one memory, data, exports. The same calls in the same order give the same bytes. */
export class ModuleBuilder {
  readonly #functions: FunctionBuilder[] = [];
  readonly #exports: number[][] = [];
  readonly #globals: number[][] = [];
  readonly #segments: Segment[] = [];

  /** Adds a function; `write` says its body at once. A function can call those added before it. */
  func(type: FunctionType, write: (f: FunctionBuilder) => void, exportName?: string): FunctionReference {
    const builder = new FunctionBuilder(type);
    write(builder);
    const index = this.#functions.push(builder) - 1;
    if (exportName !== undefined) this.#exports.push([...name(exportName), 0x00, ...unsigned(index)]);
    return { ...type, index };
  }

  /** An immutable i32 global that is exported. */
  globalI32(value: number, exportName: string): void {
    const index = this.#globals.push([TYPE_CODE.i32, 0x00, 0x41, ...signed(value), 0x0b]) - 1;
    this.#exports.push([...name(exportName), 0x03, ...unsigned(index)]);
  }

  data(address: number, bytes: Uint8Array): void {
    if (bytes.length > 0) this.#segments.push({ address, bytes });
  }

  /** The module, with one memory of `pages` to `maximumPages`, exported as `memory`. */
  emit(pages: number, maximumPages: number): Uint8Array<ArrayBuffer> {
    const types = this.#functions.map((f) => typeBytes(f.type));
    const distinct = [...new Set(types.map((t) => t.join()))];
    const memory = [0x01, ...unsigned(pages), ...unsigned(maximumPages)];
    const head = [
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, vector(distinct.map((t) => t.split(',').map(Number)))),
      section(3, vector(types.map((t) => unsigned(distinct.indexOf(t.join()))))),
      section(5, vector([memory])),
      section(6, vector(this.#globals)),
      section(7, vector([[...name('memory'), 0x02, 0x00], ...this.#exports])),
      section(10, vector(this.#functions.map((f) => f.emit()))),
    ];
    return concat([...head.map((bytes) => Uint8Array.from(bytes)), ...this.#dataSection()]);
  }

  #dataSection(): Uint8Array[] {
    const parts = this.#segments.flatMap(({ address, bytes }) => [
      Uint8Array.from([0x00, 0x41, ...signed(address), 0x0b, ...unsigned(bytes.length)]),
      bytes,
    ]);
    const count = Uint8Array.from(unsigned(this.#segments.length));
    const length = parts.reduce((sum, part) => sum + part.length, count.length);
    return [Uint8Array.from([11, ...unsigned(length)]), count, ...parts];
  }
}

function typeBytes(type: FunctionType): number[] {
  const results = type.result === null ? [] : [[TYPE_CODE[type.result]]];
  return [0x60, ...vector(type.params.map((p) => [TYPE_CODE[p]])), ...vector(results)];
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
