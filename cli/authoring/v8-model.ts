import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { toBlockAt, toModelCall } from '#core/bundle/model-call.ts';
import { UsageError } from '#cli/usage-error.ts';

type Export = (argument: number) => number;

/** A module of ABI 1 in Node's own WebAssembly: an engine other than the one that later replays the golden patients. */
export class V8Model {
  readonly #memory: WebAssembly.Memory;
  readonly #reserve: Export;
  readonly #predict: Export;
  readonly #text: Export | undefined;
  /** Further exports, such as the counter of a metered module. */
  readonly exports: WebAssembly.Exports;

  private constructor(exports: WebAssembly.Exports) {
    const { memory, visite_reserve, visite_predict, visite_text } = exports;
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
    this.#text = isFunction(visite_text) ? visite_text : undefined;
    this.exports = exports;
  }

  static async open(module: Uint8Array): Promise<V8Model> {
    const { instance } = await WebAssembly.instantiate(new Uint8Array(module), {});
    return new V8Model(instance.exports);
  }

  /** One row of cells per patient, as the manifest's inputs with role `model` → column-major output block. */
  predict(manifest: Manifest, rows: readonly (readonly ModelCell[])[]): Float64Array {
    const call = toModelCall(manifest, rows);
    const inputAddress = this.#reserve(rows.length);
    const block = toBlockAt(call, call.texts === undefined ? 0 : this.#placeTexts(call.texts.bytes));
    new Float64Array(this.#memory.buffer, inputAddress, block.length).set(block);
    const outputAddress = this.#predict(rows.length);
    return new Float64Array(
      this.#memory.buffer,
      outputAddress,
      rows.length * manifest.outputs.length,
    ).slice();
  }

  /** The address of the arena with these bytes in it. */
  #placeTexts(bytes: Uint8Array): number {
    if (this.#text === undefined)
      throw new UsageError('the compiled module takes no text, the manifest has some');
    const address = this.#text(bytes.length);
    new Uint8Array(this.#memory.buffer, address, bytes.length).set(bytes);
    return address;
  }
}

function isFunction(value: unknown): value is Export {
  return typeof value === 'function';
}
