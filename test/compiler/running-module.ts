/** A module of ABI 1 in this process' own WebAssembly, with every result copied out. */
export type RunningModule = {
  /** Reserves room and writes the patients' inputs, column after column. */
  readonly load: (patients: readonly (readonly number[])[]) => void;
  /** Outputs of the loaded patients as bits: `[row][column]`. */
  readonly predict: () => readonly (readonly bigint[])[];
  /** `count` doubles of the block that an export taking a row gives. */
  readonly block: (
    name: 'visite_draws' | 'visite_linear',
    row: number,
    count: number,
  ) => Float64Array<ArrayBuffer>;
  readonly call: (name: string, argument: number) => number;
};

export async function run(module: Uint8Array<ArrayBuffer>, outputs: number): Promise<RunningModule> {
  const { instance } = await WebAssembly.instantiate(module, {});
  const { memory } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('no memory');
  let rows = 0;
  const call = (name: string, argument: number): number => {
    const f = instance.exports[name];
    if (typeof f !== 'function') throw new TypeError(`no export ${name}`);
    return Number(f(argument));
  };
  return {
    call,
    load: (patients) => {
      rows = patients.length;
      const address = call('visite_reserve', rows);
      const block = new Float64Array(memory.buffer, address, rows * (patients[0]?.length ?? 0));
      patients.forEach((inputs, row) =>
        inputs.forEach((value, column) => (block[column * rows + row] = value)),
      );
    },
    predict: () => {
      const block = new BigUint64Array(memory.buffer.slice(call('visite_predict', rows)), 0, outputs * rows);
      return Array.from({ length: rows }, (_, row) =>
        Array.from({ length: outputs }, (__, column) => block[column * rows + row] ?? 0n),
      );
    },
    block: (name, row, count) => new Float64Array(memory.buffer.slice(call(name, row)), 0, count),
  };
}

/** The bits of doubles as hexadecimal, big-endian. */
export function toHex(values: Float64Array<ArrayBuffer>): string {
  const view = new DataView(values.buffer, values.byteOffset);
  return Array.from(values, (_, i) =>
    view
      .getBigUint64(8 * i, true)
      .toString(16)
      .padStart(16, '0'),
  ).join('');
}

export function toDouble(bits: bigint): number {
  return new Float64Array(new BigUint64Array([bits]).buffer)[0] ?? NaN;
}
