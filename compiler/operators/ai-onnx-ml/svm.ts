import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { toConstant } from '#compiler/ir/tensor.ts';
import { labelOfLargest, readLabels, toFloats } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { postTransform, readPostTransform } from '#compiler/operators/ai-onnx-ml/post-transform.ts';
import { asRow, asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import { readSvmKernel, svmKernel, type SvmKernel } from '#compiler/operators/ai-onnx-ml/svm-kernel.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx.ml';

/** Values of the kernel function [1,vectors] in f32, as f64. */
function kernelValues(context: LowerContext, kernel: SvmKernel, vectors: number): Value {
  const { graph, attributes, origin } = context;
  const x = asType(graph, asRow(graph, requiredInput(context, 0), origin), 'f32', origin);
  const features = x.type.shape[1] ?? 0;
  const data = attributes.required('floats', 'support_vectors');
  if (data.length !== vectors * features) {
    throw new CompileError(
      'shape',
      `${origin}: ${data.length} numbers for ${vectors} support vectors of ${features} features`,
    );
  }
  const matrix = graph.constant(toFloats(data, [vectors, features]), origin);
  return asType(graph, svmKernel(graph, kernel, x, matrix, origin), 'f64', origin);
}

/** Sums in f64, rounded to f32 once: between onnxruntime, which rounds more often, and libsvm. */
const svmRegressor: Operator = {
  domain,
  name: 'SVMRegressor',
  versions: [1],
  attributes: [
    'coefficients',
    'kernel_params',
    'kernel_type',
    'n_supports',
    'one_class',
    'post_transform',
    'rho',
    'support_vectors',
  ],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const count = attributes.get('int', 'n_supports', 0);
    const coefficients = attributes.required('floats', 'coefficients');
    const [rho, ...more] = attributes.required('floats', 'rho');
    if (readPostTransform(attributes, origin) !== 'NONE') {
      throw new CompileError('unsupported', `${origin}: a post_transform`);
    }
    if (rho === undefined || more.length > 0) {
      throw new CompileError('format', `${origin}: ${more.length + 1} of rho, not one`);
    }
    const values =
      count > 0
        ? kernelValues(context, readSvmKernel(attributes, origin), count)
        : asType(graph, asRow(graph, requiredInput(context, 0), origin), 'f64', origin);
    const weights = graph.constant(toConstant('f64', [coefficients.length, 1], coefficients));
    const sum = graph.one({ kind: 'matmul' }, [values, weights], origin);
    const score = map(graph, call('add', 'f64', input(0), number('f64', rho)), [sum], origin);
    if (attributes.get('int', 'one_class', 0) === 0) return [asType(graph, score, 'f32', origin)];
    const inside = call('lt', 'bool', number('f32', 0), call('cast', 'f32', input(0)));
    const sign = call('where', 'f32', inside, number('f32', 1), number('f32', -1));
    const unknown = call('is-nan', 'bool', input(0));
    return [map(graph, call('where', 'f32', unknown, number('f32', NaN), sign), [score], origin)];
  },
};

/**
 * Classification by a machine for each pair of classes, as libsvm and onnxruntime: the class with the most votes, the
 * first of equals; scores are those of the pairs (−s and s for two classes), or probabilities by Platt scaling and
 * pairwise coupling where `prob_a` is given. A machine without support vectors is refused: what onnxruntime makes of it
 * is not what the specification says.
 */
const svmClassifier: Operator = {
  domain,
  name: 'SVMClassifier',
  versions: [1],
  attributes: [
    'classlabels_ints',
    'classlabels_strings',
    'coefficients',
    'kernel_params',
    'kernel_type',
    'post_transform',
    'prob_a',
    'prob_b',
    'rho',
    'support_vectors',
    'vectors_per_class',
  ],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const labels = readLabels(
      attributes,
      { ints: 'classlabels_ints', strings: 'classlabels_strings' },
      origin,
    );
    const classes = labels.data.length;
    const perClass = attributes.get('ints', 'vectors_per_class', []);
    const vectors = perClass.reduce((sum, count) => sum + count, 0);
    if (vectors === 0) throw new CompileError('unsupported', `${origin}: no support vectors`);
    const pairs = pairsOf(classes);
    const rho = attributes.required('floats', 'rho');
    const transform = readPostTransform(attributes, origin);
    if (classes < 2 || perClass.length !== classes || rho.length !== pairs.length) {
      throw new CompileError(
        'format',
        `${origin}: ${classes} classes, support vectors of ${perClass.length}, ${rho.length} of rho`,
      );
    }
    const values = kernelValues(context, readSvmKernel(attributes, origin), vectors);
    const weights = graph.constant(
      toConstant(
        'f64',
        [vectors, pairs.length],
        pairWeights(attributes.required('floats', 'coefficients'), perClass, pairs, origin),
      ),
    );
    const sums = graph.one({ kind: 'matmul' }, [values, weights], origin);
    const shift = graph.constant(toConstant('f64', [pairs.length], rho));
    const scores = map(graph, call('add', 'f64', input(0), input(1)), [sums, shift], origin);
    const label = labelOfLargest(graph, labels, votesOf(graph, scores, classes, origin), origin);
    if (attributes.has('prob_a') || attributes.has('prob_b')) {
      const probabilities = probabilitiesOf(context, asType(graph, scores, 'f32', origin), classes);
      return [label, postTransform(graph, transform, probabilities, origin)];
    }
    const single = asType(graph, scores, 'f32', origin);
    if (classes > 2) return [label, postTransform(graph, transform, single, origin)];
    if (transform !== 'NONE') {
      throw new CompileError('unsupported', `${origin}: post_transform ${transform} of one score`);
    }
    const negative = map(graph, call('neg', 'f32', input(0)), [single], origin);
    return [label, graph.one({ kind: 'concat', axis: 1 }, [negative, single], origin)];
  },
};

type Pair = { readonly i: number; readonly j: number };

/** (0,1), (0,2), …, (1,2), … */
function pairsOf(classes: number): Pair[] {
  return Array.from({ length: classes }, (_, i) =>
    Array.from({ length: classes - i - 1 }, (__, step) => ({ i, j: i + 1 + step })),
  ).flat();
}

/**
 * [vectors, pairs] from the coefficients [classes − 1, vectors]: for the pair (i,j) the vectors of class i have row j − 1,
 * those of class j row i, all others none.
 */
function pairWeights(
  coefficients: readonly number[],
  perClass: readonly number[],
  pairs: readonly Pair[],
  origin: string,
): number[] {
  const owner = perClass.flatMap((count, c) => Array<number>(count).fill(c));
  const vectors = owner.length;
  if (coefficients.length !== (perClass.length - 1) * vectors) {
    throw new CompileError('format', `${origin}: ${coefficients.length} coefficients for ${vectors} vectors`);
  }
  return owner.flatMap((c, v) =>
    pairs.map(({ i, j }) => {
      const row = c === i ? j - 1 : c === j ? i : null;
      return row === null ? 0 : (coefficients[row * vectors + v] ?? 0);
    }),
  );
}

/** Votes [1,classes] of the pairs' scores: above zero for i, else for j. Whole numbers, so exact. */
function votesOf(graph: Graph, scores: Value, classes: number, origin: string): Value {
  const pairs = pairsOf(classes);
  const forFirst = call('cast', 'f64', call('lt', 'bool', number('f64', 0), input(0)));
  const won = map(graph, forFirst, [scores], origin);
  const gains = pairs.flatMap(({ i, j }) =>
    Array.from({ length: classes }, (_, c) => (c === i ? 1 : c === j ? -1 : 0)),
  );
  const base = Array.from({ length: classes }, (_, c) => pairs.filter(({ j }) => j === c).length);
  const matrix = graph.constant(toConstant('f64', [pairs.length, classes], gains));
  const moved = graph.one({ kind: 'matmul' }, [won, matrix], origin);
  const start = graph.constant(toConstant('f64', [classes], base));
  return map(graph, call('add', 'f64', input(0), input(1)), [moved, start], origin);
}

/** Platt scaling of each pair, kept 10⁻⁷ from 0 and 1, then coupling. */
function probabilitiesOf({ graph, attributes, origin }: LowerContext, scores: Value, classes: number): Value {
  const pairs = pairsOf(classes).length;
  const [a, b] = (['prob_a', 'prob_b'] as const).map((name) => {
    const values = attributes.required('floats', name);
    if (values.length !== pairs) {
      throw new CompileError('format', `${origin}: ${values.length} of ${name} for ${pairs} pairs`);
    }
    return graph.constant(toConstant('f64', [pairs], values));
  });
  if (a === undefined || b === undefined) throw new RangeError('two lists');
  const score = call('cast', 'f64', input(0));
  const exponent = call('add', 'f64', call('mul', 'f64', score, input(1)), input(2));
  const probability = call('sigmoid', 'f64', call('neg', 'f64', exponent));
  const low = number('f64', 1e-7);
  const kept = call('min', 'f64', call('max', 'f64', probability, low), number('f64', 1 - 1e-7));
  const each = map(graph, kept, [scores, a, b], origin);
  const coupled = graph.one({ kind: 'pairwise-coupling', classes }, [each], origin);
  return asType(graph, coupled, 'f32', origin);
}

export const svmOperators: readonly Operator[] = [svmRegressor, svmClassifier];
