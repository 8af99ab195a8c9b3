import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { Constant } from '#compiler/ir/tensor.ts';
import { labelAt, labelOfLargest, readLabels } from '#compiler/operators/ai-onnx-ml/labels.ts';
import {
  postTransform,
  readPostTransform,
  type PostTransform,
} from '#compiler/operators/ai-onnx-ml/post-transform.ts';
import { asType } from '#compiler/operators/ai-onnx-ml/rows.ts';
import { treeEnsemble } from '#compiler/operators/ai-onnx-ml/trees-five.ts';
import { NODE_ATTRIBUTES, readNodes, type Weights } from '#compiler/operators/ai-onnx-ml/trees-nodes.ts';
import {
  aggregateTrees,
  floatsOf,
  rowInput,
  type Aggregate,
} from '#compiler/operators/ai-onnx-ml/trees-source.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx.ml';

const treeEnsembleRegressor: Operator = {
  domain,
  name: 'TreeEnsembleRegressor',
  versions: [1, 3],
  attributes: [
    ...NODE_ATTRIBUTES,
    'aggregate_function',
    'n_targets',
    'target_ids',
    'target_nodeids',
    'target_treeids',
    'target_weights',
    'target_weights_as_tensor',
  ],
  lower: (context) => {
    const { attributes, graph, origin } = context;
    const row = rowInput(context);
    const targets = attributes.get('int', 'n_targets', 1);
    const aggregate = toAggregate(attributes.get('string', 'aggregate_function', 'SUM'), origin);
    const names = {
      ids: 'target_ids',
      nodes: 'target_nodeids',
      trees: 'target_treeids',
      weights: 'target_weights',
    };
    const { builder } = readNodes(context, row.dtype, targets, names, aggregate);
    const base = floatsOf(context, 'base_values', row.dtype);
    const scores = aggregateTrees(context, row, builder, { targets, aggregate, base });
    return [
      asType(graph, transformed(context, scores, readPostTransform(attributes, origin)), 'f32', origin),
    ];
  },
};

/** A transformation of one value is left out by onnxruntime (but for PROBIT), so it is refused. */
export function transformed({ graph, origin }: LowerContext, scores: Value, transform: PostTransform): Value {
  const one = scores.type.shape[1] === 1;
  if (transform !== 'NONE' && (one ? transform !== 'PROBIT' : false))
    throw new CompileError('unsupported', `${origin}: post_transform ${transform} of one target`);
  if (transform === 'PROBIT' && scores.type.dtype === 'f64')
    throw new CompileError('unsupported', `${origin}: post_transform PROBIT of doubles`);
  return postTransform(graph, transform, scores, origin);
}

function toAggregate(name: string, origin: string): Aggregate {
  if (name === 'SUM' || name === 'AVERAGE' || name === 'MIN' || name === 'MAX') return name;
  throw new CompileError('unsupported', `${origin}: aggregate_function ${name}`);
}

const treeEnsembleClassifier: Operator = {
  domain,
  name: 'TreeEnsembleClassifier',
  versions: [1, 3],
  attributes: [
    ...NODE_ATTRIBUTES,
    'class_ids',
    'class_nodeids',
    'class_treeids',
    'class_weights',
    'class_weights_as_tensor',
    'classlabels_int64s',
    'classlabels_strings',
  ],
  lower: (context) => {
    const { attributes, graph, origin } = context;
    const row = rowInput(context);
    const labels = readLabels(
      attributes,
      { ints: 'classlabels_int64s', strings: 'classlabels_strings' },
      origin,
    );
    const classes = labels.data.length;
    const names = {
      ids: 'class_ids',
      nodes: 'class_nodeids',
      trees: 'class_treeids',
      weights: 'class_weights',
    };
    const weights = readNodes(context, row.dtype, classes, names, 'SUM');
    const base = floatsOf(context, 'base_values', row.dtype);
    const transform = readPostTransform(attributes, origin);
    if (transform === 'PROBIT') throw new CompileError('unsupported', `${origin}: post_transform PROBIT`);
    const sums = (values: readonly number[]): Value =>
      aggregateTrees(context, row, weights.builder, { targets: classes, aggregate: 'SUM', base: values });
    if (classes === 2) {
      const [label, scores] = binary(context, labels, weights, base, transform, sums);
      return [label, asType(graph, scores, 'f32', origin)];
    }
    if (classes < 2) throw new CompileError('unsupported', `${origin}: ${classes} class`);
    // A class without any weight on a case's way takes no part in the comparison, which cannot be told beforehand.
    if (base.length === 0 && weights.always.size !== classes)
      throw new CompileError('unsupported', `${origin}: classes whose score some cases lack`);
    const scores = sums(base);
    return [
      labelOfLargest(graph, labels, scores, origin),
      asType(graph, postTransform(graph, transform, scores, origin), 'f32', origin),
    ];
  },
};

/**
 * Two classes as onnxruntime has them. Weights of class 0 only: one score s, positive if above 0.5 where no weight is
 * negative, else above 0. Columns: 1 − s and s; −s and s where a weight is negative; the logistic function of −s and s.
 * Otherwise the two sums; then the label is that of s₁ above 0.5, above 0 where a weight is negative or both have some.
 */
function binary(
  context: LowerContext,
  labels: Constant,
  { some, always, allPositive }: Weights,
  base: readonly number[],
  transform: PostTransform,
  sums: (base: readonly number[]) => Value,
): readonly [Value, Value] {
  const { graph, origin } = context;
  const alone = !some.has(1);
  const used = alone ? 0 : 1;
  if (base.length > (alone ? 1 : 0) || !always.has(used) || (!alone && some.has(0) && !always.has(0)))
    throw new CompileError(
      'unsupported',
      `${origin}: two classes with ${base.length} base values, or leaves without weights`,
    );
  const both = sums(base.length === 1 ? [base[0] ?? 0, 0] : []);
  const score = column(context, both, used);
  const { dtype } = both.type;
  if (dtype !== 'f32' && dtype !== 'f64') throw new RangeError(`scores of ${dtype}`);
  const one = some.size === 1;
  const threshold = one && allPositive ? 0.5 : 0;
  // With weights of both classes onnxruntime gives 0 and 1, whatever the labels are.
  if (!one && labels.dtype !== 'string' && labels.data.join() !== '0,1')
    throw new CompileError(
      'unsupported',
      `${origin}: weights of two classes with labels ${labels.data.join()}`,
    );
  const above = call('lt', 'bool', number(dtype, threshold), input(0));
  const index = map(graph, call('cast', 'i64', above), [score], origin);
  const label = labelAt(graph, labels, graph.one({ kind: 'reshape', shape: [1] }, [index], origin), origin);
  if (!alone) return [label, postTransform(graph, transform, both, origin)];
  if (transform !== 'NONE' && transform !== 'LOGISTIC')
    throw new CompileError('unsupported', `${origin}: post_transform ${transform} of one score`);
  const logistic = transform === 'LOGISTIC';
  const negative = logistic || !allPositive;
  const other = negative ? call('neg', dtype, input(0)) : call('sub', dtype, number(dtype, 1), input(0));
  const columns = [map(graph, other, [score], origin), score];
  const scores = graph.one({ kind: 'concat', axis: 1 }, columns, origin);
  return [label, logistic ? postTransform(graph, 'LOGISTIC', scores, origin) : scores];
}

function column({ graph, origin }: LowerContext, scores: Value, index: number): Value {
  return graph.one({ kind: 'slice', starts: [0, index], steps: [1, 1], shape: [1, 1] }, [scores], origin);
}

/** The tree operators of ai.onnx.ml. */
export const treeOperators: readonly Operator[] = [
  treeEnsembleClassifier,
  treeEnsembleRegressor,
  treeEnsemble,
];
