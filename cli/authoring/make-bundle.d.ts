import { type Bundle } from '#core/bundle/bundle.ts';
import { type CompileReport } from '#compiler/compile.ts';
/** What a bundle is made of, as bytes of the files of a model folder (docs/model-authors.md). */
export interface ModelSources {
  /** The trained model: stochtree's JSON, unpacked. */
  readonly model: Uint8Array;
  readonly plan: Uint8Array;
  readonly goldenOriginal: Uint8Array;
  /** Files that go into the bundle as they are: manifest.json, card.json, reference.json, texts/<language>.json. */
  readonly asIs: ReadonlyMap<string, Uint8Array>;
}
export interface MadeBundle {
  /** All files but the signature. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly bundle: Bundle;
  readonly report: CompileReport;
  /** Largest |module − original| over the golden patients and outputs. */
  readonly largestDifference: number;
}
/**
 * Compiles the model and makes its bundle's files. A module that does not reproduce what the original library gave for
 * the golden patients, within their tolerance, is refused.
 * @throws CompileError, BundleError, UsageError
 */
export declare function makeBundle(sources: ModelSources): Promise<MadeBundle>;
