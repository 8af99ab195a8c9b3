import type { LayerState } from '#host/runner/confinement.ts';
import type { EngineLimits, TextOptions } from '#native/index.d.ts';

/** What the model's process is told. It learns nothing but these: no names, no paths, no patient numbers. */
export type ToRunner =
  | { readonly kind: 'load'; readonly module: Uint8Array; readonly limits: EngineLimits }
  | { readonly kind: 'predict'; readonly call: number; readonly request: PredictRequest }
  | { readonly kind: 'draws'; readonly call: number; readonly request: DrawsRequest };

/** Column-major blocks of f64 (docs/formats/model-abi.md). */
export interface PredictRequest {
  readonly rows: number;
  readonly inputColumns: number;
  readonly outputColumns: number;
  readonly input: Float64Array;
  readonly rowsPerCall: number;
  readonly threads: number;
  readonly deadlineMs: number;
  readonly texts?: TextOptions;
}

/** The posterior draws of one row. */
export interface DrawsRequest {
  readonly inputColumns: number;
  readonly input: Float64Array;
  readonly count: number;
  readonly columns: number;
  readonly deadlineMs: number;
}

export type FromRunner =
  /** Said once, before anything else: what the process gave up. Until then it is sent nothing. */
  | { readonly kind: 'ready'; readonly confinement: readonly LayerState[] }
  | { readonly kind: 'loaded' }
  | { readonly kind: 'result'; readonly call: number; readonly output: Float64Array; readonly fuel: number }
  | { readonly kind: 'failed'; readonly call: number; readonly code: string; readonly message: string };

/** The call number under which a failure to load is reported. */
export const loadCall = 0;
