/** Why a trained model was not compiled. Every code is a refusal; nothing is compiled in part. */
export type CompileErrorCode =
  /** The document is not what this reader reads (shape or type of a field). */
  | 'not-stochtree'
  | 'unknown-field'
  | 'stochtree-version'
  /** A NaN or infinite value: JSON `null` where stochtree writes a number, or a number that overflows. */
  | 'not-finite'
  | 'random-effects'
  | 'variance-forest'
  | 'categorical-split'
  | 'multivariate-leaf'
  | 'leaf-model'
  | 'link'
  | 'tree-structure'
  | 'feature-index'
  | 'preprocessor'
  | 'propensity-model'
  | 'treatment'
  /** The plan is malformed, or does not fit the model. */
  | 'plan'
  /** The plan and the manifest do not fit each other. */
  | 'manifest'
  | 'too-large'
  /** The file is not what its format says: truncated, inconsistent, hostile. */
  | 'format'
  /** An operator, attribute, version or option that is not reproduced exactly. The message names the node. */
  | 'unsupported'
  /** Shapes or types of a node's inputs do not fit, or a shape depends on the patient. The message names the node. */
  | 'shape';

/** A model, plan and manifest that cannot be compiled. The message names the field, what was expected and what came. */
export class CompileError extends Error {
  override readonly name = 'CompileError';
  readonly code: CompileErrorCode;

  constructor(code: CompileErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
