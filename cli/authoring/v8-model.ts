import { UsageError } from '#cli/usage-error.ts';

/** A module of ABI 1 in Node's own WebAssembly: an engine other than the one that later replays the golden patients. */
export class V8Model {
  readonly #memory: WebAssembly.Memory;
  readonly #reserve: (rows: number) => number;
  readonly #predict: (rows: number) => number;

  private constructor(exports: WebAssembly.Exports) {
    const { memory, visite_reserve, visite_predict } = exports;
    if (
      !(memory instanceof WebAssembly.Memory) ||
      !isFunction(visite_reserve) ||
      !isFunction(visite_predict)
    ) {
      throw new UsageError('the compiled module lacks an export of ABI 1');
    }
    this.#memory = memory;
    this.#reserve = visite_reserve;
    this.#predict = visite_predict;
  }

  static async open(module: Uint8Array): Promise<V8Model> {
    const { instance } = await WebAssembly.instantiate(new Uint8Array(module), {});
    return new V8Model(instance.exports);
  }

  /** Column-major input block of `rows` rows → column-major output block of `outputColumns` columns. */
  predict(rows: number, input: Float64Array, outputColumns: number): Float64Array {
    const inputAddress = this.#reserve(rows);
    new Float64Array(this.#memory.buffer, inputAddress, input.length).set(input);
    const outputAddress = this.#predict(rows);
    return new Float64Array(this.#memory.buffer, outputAddress, rows * outputColumns).slice();
  }
}

function isFunction(value: unknown): value is (rows: number) => number {
  return typeof value === 'function';
}
