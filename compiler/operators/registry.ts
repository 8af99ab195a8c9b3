import { activations } from '#compiler/operators/ai-onnx/activations.ts';
import { arithmetic } from '#compiler/operators/ai-onnx/arithmetic.ts';
import { casts } from '#compiler/operators/ai-onnx/cast.ts';
import { clip } from '#compiler/operators/ai-onnx/clip.ts';
import { comparison } from '#compiler/operators/ai-onnx/comparison.ts';
import { pow } from '#compiler/operators/ai-onnx/pow.ts';
import { quantisation } from '#compiler/operators/ai-onnx/quantise.ts';
import { softmaxes } from '#compiler/operators/ai-onnx/softmax.ts';
import { control } from '#compiler/operators/ai-onnx/control.ts';
import { generators } from '#compiler/operators/ai-onnx/generators.ts';
import { knownPlaces } from '#compiler/operators/ai-onnx/known-places.ts';
import { masks } from '#compiler/operators/ai-onnx/masks.ts';
import { shaping } from '#compiler/operators/ai-onnx/shaping.ts';
import { attentions } from '#compiler/operators/ai-onnx/attention.ts';
import { losses } from '#compiler/operators/ai-onnx/losses.ts';
import { gridSample } from '#compiler/operators/ai-onnx/grid-sample.ts';
import { images } from '#compiler/operators/ai-onnx/images.ts';
import { sequences } from '#compiler/operators/ai-onnx/sequences.ts';
import { signals } from '#compiler/operators/ai-onnx/signals.ts';
import { determinant } from '#compiler/operators/ai-onnx/determinant.ts';
import { linearAttentions } from '#compiler/operators/ai-onnx/linear-attention.ts';
import { scan } from '#compiler/operators/ai-onnx/scan.ts';
import type { Domain, Operator } from '#compiler/operators/operator.ts';
import { texts } from '#compiler/operators/ai-onnx/texts.ts';
import { microsoftTextOperators } from '#compiler/operators/com-microsoft/tokenizer.ts';
import { microsoftDistanceOperators } from '#compiler/operators/com-microsoft/distances.ts';
import { visiteCouplingOperators } from '#compiler/operators/org-visite/pairwise-coupling.ts';
import { visiteNearestOperators } from '#compiler/operators/org-visite/nearest.ts';
import { visiteTextOperators } from '#compiler/operators/org-visite/text-counts.ts';
import { encoderOperators } from '#compiler/operators/ai-onnx-ml/encoders.ts';
import { linearOperators } from '#compiler/operators/ai-onnx-ml/linear.ts';
import { preprocessOperators } from '#compiler/operators/ai-onnx-ml/preprocess.ts';
import { svmOperators } from '#compiler/operators/ai-onnx-ml/svm.ts';
import { convolution } from '#compiler/operators/ai-onnx/convolution.ts';
import { pooling } from '#compiler/operators/ai-onnx/pooling.ts';
import { normalisation } from '#compiler/operators/ai-onnx/normalisation.ts';
import { recurrent } from '#compiler/operators/ai-onnx/recurrent.ts';
import { einsum } from '#compiler/operators/ai-onnx/einsum.ts';
import { integerAlgebra } from '#compiler/operators/ai-onnx/integer-algebra.ts';
import { resize } from '#compiler/operators/ai-onnx/resize.ts';
import { rearranging } from '#compiler/operators/ai-onnx/rearranging.ts';
import { algebra } from '#compiler/operators/ai-onnx/algebra.ts';
import { gathering } from '#compiler/operators/ai-onnx/gathering.ts';
import { movement } from '#compiler/operators/ai-onnx/movement.ts';
import { padding } from '#compiler/operators/ai-onnx/padding.ts';
import { reductions } from '#compiler/operators/ai-onnx/reductions.ts';
import { sorting } from '#compiler/operators/ai-onnx/sorting.ts';
import { treeOperators } from '#compiler/operators/ai-onnx-ml/trees.ts';
import { embeddedTreeModels } from '#compiler/operators/org-visite/tree-models.ts';

/** Every operator that is understood, one list for each family. */
const families: readonly (readonly Operator[])[] = [
  arithmetic,
  [pow, clip],
  comparison,
  activations,
  casts,
  softmaxes,
  quantisation,
  algebra,
  rearranging,
  resize,
  integerAlgebra,
  einsum,
  recurrent,
  normalisation,
  pooling,
  convolution,
  gathering,
  movement,
  padding,
  reductions,
  sorting,
  encoderOperators,
  linearOperators,
  preprocessOperators,
  svmOperators,
  texts,
  microsoftTextOperators,
  microsoftDistanceOperators,
  visiteTextOperators,
  visiteCouplingOperators,
  visiteNearestOperators,
  shaping,
  generators,
  masks,
  knownPlaces,
  control,
  attentions,
  losses,
  [scan],
  sequences,
  linearAttentions,
  [determinant],
  signals,
  images,
  [gridSample],
  treeOperators,
  embeddedTreeModels,
];

const byName = new Map(families.flat().map((operator) => [`${operator.domain}:${operator.name}`, operator]));

export function findOperator(domain: Domain, name: string): Operator | undefined {
  return byName.get(`${domain}:${name}`);
}

/** All of them, for the documents. */
export function allOperators(): readonly Operator[] {
  return [...byName.values()];
}
