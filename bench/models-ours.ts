import { loadAddon } from '#native/load.ts';

/** A module with one output that predicts rows of a table kept by columns. */
export type Running = {
  /** Wall time of rows `from` to below `from + count`: with the copies in and out, without reading the table. */
  readonly seconds: (from: number, count: number, threads: number) => number;
  readonly outputs: (from: number, count: number) => Float64Array;
};

export type TableShape = { readonly rows: number; readonly columns: number };

const rowsPerCall = 4096;
const limits = {
  maxModuleBytes: 256 * 2 ** 20,
  maxFunctions: 20_000,
  maxFunctionBytes: 2 ** 22,
  maxLocals: 10_000,
  maxNesting: 256,
  maxTableEntries: 10_000,
  maxMemoryBytes: 512 * 2 ** 20,
  fuelPerRow: 2e10,
};

/** In the project's engine. */
export async function startEngine(
  module: Uint8Array,
  shape: TableShape,
  table: Float64Array,
): Promise<Running> {
  const loaded = await loadAddon().loadModel(module, limits);
  const one = new Float64Array(1);
  const predict = (input: Float64Array, rows: number, threads: number): Float64Array =>
    loaded.predictSync({
      rows,
      inputColumns: shape.columns,
      outputColumns: 1,
      input,
      rowsPerCall: Math.min(rows, rowsPerCall),
      threads,
      deadlineMs: 600_000,
    }).output;
  return {
    seconds: (from, count, threads) => {
      const input = cut(shape, table, from, count);
      const began = performance.now();
      if (count === 1) loaded.predictRow(input, one, 600_000);
      else predict(input, count, threads);
      return (performance.now() - began) / 1000;
    },
    outputs: (from, count) => predict(cut(shape, table, from, count), count, 1),
  };
}

/** In this process' own WebAssembly, on one thread. */
export async function startV8(
  module: Uint8Array<ArrayBuffer>,
  shape: TableShape,
  table: Float64Array,
): Promise<Running> {
  const { instance } = await WebAssembly.instantiate(module, {});
  const { memory, visite_reserve: reserve, visite_predict: run } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory) || typeof reserve !== 'function' || typeof run !== 'function') {
    throw new TypeError('the module lacks an export');
  }
  const predict = (input: Float64Array, rows: number): Float64Array => {
    const output = new Float64Array(rows);
    for (let from = 0; from < rows; from += rowsPerCall) {
      const count = Math.min(rowsPerCall, rows - from);
      const address = Number(reserve(count));
      const block = new Float64Array(memory.buffer, address, count * shape.columns);
      for (let column = 0; column < shape.columns; column++) {
        const start = column * rows + from;
        block.set(input.subarray(start, start + count), column * count);
      }
      output.set(new Float64Array(memory.buffer, Number(run(count)), count), from);
    }
    return output;
  };
  return {
    seconds: (from, count) => {
      const input = cut(shape, table, from, count);
      const began = performance.now();
      predict(input, count);
      return (performance.now() - began) / 1000;
    },
    outputs: (from, count) => predict(cut(shape, table, from, count), count),
  };
}

/** Rows of a table that lies column after column, as a table of their own. */
function cut({ rows, columns }: TableShape, table: Float64Array, from: number, count: number): Float64Array {
  const out = new Float64Array(count * columns);
  for (let column = 0; column < columns; column++) {
    const start = column * rows + from;
    out.set(table.subarray(start, start + count), column * count);
  }
  return out;
}
