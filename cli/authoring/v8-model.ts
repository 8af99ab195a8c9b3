import { toInputBlock, toModelInputs, type ModelCell } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { toTextArena } from '#core/bundle/text-arena.ts';
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
    const isText = toModelInputs(manifest).map(({ type }) => type === 'text');
    const inputAddress = this.#reserve(rows.length);
    const block = isText.includes(true) ? this.#placeTexts(rows, isText) : toInputBlock(rows, isText.length);
    new Float64Array(this.#memory.buffer, inputAddress, block.length).set(block);
    const outputAddress = this.#predict(rows.length);
    return new Float64Array(
      this.#memory.buffer,
      outputAddress,
      rows.length * manifest.outputs.length,
    ).slice();
  }

  #placeTexts(rows: readonly (readonly ModelCell[])[], isText: readonly boolean[]): Float64Array {
    if (this.#text === undefined)
      throw new UsageError('the compiled module takes no text, the manifest has some');
    const arena = toTextArena(rows, isText);
    const address = this.#text(arena.bytes.length);
    new Uint8Array(this.#memory.buffer, address, arena.bytes.length).set(arena.bytes);
    return arena.toBlock(address);
  }
}

function isFunction(value: unknown): value is Export {
  return typeof value === 'function';
}
