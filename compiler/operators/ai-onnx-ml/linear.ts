import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { labelAt, labelOfLargest, readLabels, toFloats } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { postTransform, readPostTransform } from '#compiler/operators/ai-onnx-ml/post-transform.ts';
import { asRow, asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx.ml';

/** x · Cᵀ + b in f32: the scores [1,targets] of a row. */
function linearScores(context: LowerContext, targets: number, intercepts: readonly number[]): Value {
  const { graph, attributes, origin } = context;
  const x = asType(graph, asRow(graph, requiredInput(context, 0), origin), 'f32', origin);
  const coefficients = attributes.required('floats', 'coefficients');
  const features = x.type.shape[1] ?? 0;
  if (coefficients.length !== targets * features) {
    throw new CompileError(
      'shape',
      `${origin}: ${coefficients.length} coefficients for ${targets} scores of ${features} features`,
    );
  }
  const matrix = graph.constant(toFloats(coefficients, [targets, features]), origin);
  const product = graph.one({ kind: 'matmul', transposeB: true }, [x, matrix], origin);
  if (intercepts.length === 0) return product;
  if (intercepts.length !== targets) {
    throw new CompileError('shape', `${origin}: ${intercepts.length} intercepts for ${targets} scores`);
  }
  const add = call('add', 'f32', input(0), input(1));
  return map(graph, add, [product, graph.constant(toFloats(intercepts))], origin);
}

const linearRegressor: Operator = {
  domain,
  name: 'LinearRegressor',
  versions: [1],
  attributes: ['coefficients', 'intercepts', 'post_transform', 'targets'],
  lower: (context) => {
    const { attributes, graph, origin } = context;
    const targets = attributes.get('int', 'targets', 1);
    const transform = readPostTransform(attributes, origin);
    if (targets === 1 && transform !== 'NONE' && transform !== 'PROBIT') {
      throw new CompileError('unsupported', `${origin}: post_transform ${transform} of one score`);
    }
    const scores = linearScores(context, targets, attributes.get('floats', 'intercepts', []));
    return [postTransform(graph, transform, scores, origin)];
  },
};

/**
 * As onnxruntime: a score for each intercept. One score s with two labels gives the columns 1 − s and s; a transformation
 * of such a score is refused, since onnxruntime leaves it out.
 */
const linearClassifier: Operator = {
  domain,
  name: 'LinearClassifier',
  versions: [1],
  attributes: [
    'classlabels_ints',
    'classlabels_strings',
    'coefficients',
    'intercepts',
    'multi_class',
    'post_transform',
  ],
  lower: (context) => {
    const { attributes, graph, origin } = context;
    const intercepts = attributes.required('floats', 'intercepts');
    const targets = intercepts.length;
    const labels = readLabels(
      attributes,
      { ints: 'classlabels_ints', strings: 'classlabels_strings' },
      origin,
    );
    const transform = readPostTransform(attributes, origin);
    const scores = linearScores(context, targets, intercepts);
    if (targets > 1) {
      if (labels.data.length !== targets) {
        throw new CompileError('format', `${origin}: ${labels.data.length} labels for ${targets} scores`);
      }
      const label = labelOfLargest(graph, labels, scores, origin);
      return [label, postTransform(graph, transform, scores, origin)];
    }
    if (labels.data.length !== 2) {
      throw new CompileError('unsupported', `${origin}: one score with ${labels.data.length} labels`);
    }
    if (transform !== 'NONE') {
      throw new CompileError('unsupported', `${origin}: post_transform ${transform} of one score`);
    }
    const positive = call('cast', 'i64', call('lt', 'bool', number('f32', 0), input(0)));
    const index = graph.one(
      { kind: 'reshape', shape: [1] },
      [map(graph, positive, [scores], origin)],
      origin,
    );
    return [labelAt(graph, labels, index, origin), bothColumns(graph, scores, origin)];
  },
};

function bothColumns(graph: Graph, score: Value, origin: string): Value {
  const rest = map(graph, call('sub', 'f32', number('f32', 1), input(0)), [score], origin);
  return graph.one({ kind: 'concat', axis: 1 }, [rest, score], origin);
}

export const linearOperators: readonly Operator[] = [linearRegressor, linearClassifier];
