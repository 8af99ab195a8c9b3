import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import { numbersOf } from '#compiler/ir/tensor.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { asRow, asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';
import {
  atMost,
  lessThan,
  oneOf,
  type SourceNode,
  type Test,
  type TreeBuilder,
} from '#compiler/trees/tree-builder.ts';

/** A node's question in ONNX. */
export type Mode =
  'BRANCH_LEQ' | 'BRANCH_LT' | 'BRANCH_GTE' | 'BRANCH_GT' | 'BRANCH_EQ' | 'BRANCH_NEQ' | 'BRANCH_MEMBER';

export type Aggregate = 'SUM' | 'AVERAGE' | 'MIN' | 'MAX';

/** What a row is compared with: the operators of version 3 and earlier read integers as f32. */
export type RowInput = { readonly value: Value; readonly dtype: 'f32' | 'f64'; readonly features: number };

/**
 * The row. Doubles that were made from floats are given as these floats: the comparison is the same, and cheaper.
 */
export function rowInput(context: LowerContext): RowInput {
  const { graph, origin } = context;
  const row = asRow(graph, requiredInput(context, 0), origin);
  const dtype = row.type.dtype === 'f64' ? 'f64' : 'f32';
  const value = dtype === 'f64' ? beforeWidening(row) : asType(graph, row, 'f32', origin);
  return { value, dtype, features: row.type.shape[1] ?? 0 };
}

function beforeWidening(value: Value): Value {
  if (value.source.kind !== 'node') return value;
  const { op, inputs } = value.source.node;
  const [from] = inputs;
  const widened =
    op.kind === 'map' &&
    op.expression.kind === 'call' &&
    op.expression.function === 'cast' &&
    op.expression.args[0]?.kind === 'input' &&
    inputs.length === 1 &&
    from?.type.dtype === 'f32';
  return widened && from.type.shape.join() === value.type.shape.join() ? from : value;
}

/**
 * A split of ONNX as one by `<`: the true branch is `yes`, or for ≥, > and ≠ the false branch. A missing value goes to
 * the true branch where `missingTrue` says so, and for ≠ always, as in onnxruntime.
 */
export function toSplit(
  mode: Mode,
  split: {
    feature: number;
    value: number;
    members: readonly number[];
    missingTrue: boolean;
    whenTrue: number;
    whenFalse: number;
  },
  origin: string,
): SourceNode {
  const { feature, value, members, missingTrue, whenTrue, whenFalse } = split;
  const given = mode === 'BRANCH_MEMBER' ? members : [value];
  const exact = mode === 'BRANCH_EQ' || mode === 'BRANCH_NEQ' || mode === 'BRANCH_MEMBER';
  if (given.some((number) => Number.isNaN(number) || (exact && !Number.isFinite(number))))
    throw new CompileError('not-finite', `${origin}: compared with ${given.join()}`);
  const asked = (test: Test): SourceNode => ({
    kind: 'split',
    feature,
    test,
    missingYes: missingTrue,
    yes: whenTrue,
    no: whenFalse,
  });
  const denied = (test: Test, missingYes: boolean): SourceNode => ({
    kind: 'split',
    feature,
    test,
    missingYes,
    yes: whenFalse,
    no: whenTrue,
  });
  switch (mode) {
    case 'BRANCH_LEQ':
      return asked(atMost(value));
    case 'BRANCH_LT':
      return asked(lessThan(value));
    case 'BRANCH_GTE':
      return denied(lessThan(value), !missingTrue);
    case 'BRANCH_GT':
      return denied(atMost(value), !missingTrue);
    case 'BRANCH_EQ':
    case 'BRANCH_MEMBER':
      return asked(oneOf(given));
    case 'BRANCH_NEQ':
      return denied(oneOf(given), false);
  }
}

/** The trees' sums (or least, or greatest), divided for an average, and then the base values added, as in onnxruntime. */
export function aggregateTrees(
  context: LowerContext,
  row: RowInput,
  builder: TreeBuilder,
  options: { readonly targets: number; readonly aggregate: Aggregate; readonly base: readonly number[] },
): Value {
  const { graph, origin } = context;
  const { targets, aggregate, base } = options;
  const sums = row.dtype;
  const kept = aggregate === 'MIN' || aggregate === 'MAX';
  const op: TreesOp = {
    kind: 'trees',
    features: row.features,
    targets,
    sums,
    aggregate: aggregate === 'MIN' ? 'min' : aggregate === 'MAX' ? 'max' : 'sum',
    start: Array<number>(targets).fill(kept ? (aggregate === 'MIN' ? Infinity : -Infinity) : 0),
    regions: builder.regions,
    trees: builder.trees,
  };
  const scores = graph.one(op, [row.value], origin);
  const divided =
    aggregate === 'AVERAGE'
      ? map(graph, call('div', sums, input(0), number(sums, builder.trees.length)), [scores], origin)
      : scores;
  if (base.length === 0) return divided;
  if (base.length !== targets)
    throw new CompileError('unsupported', `${origin}: ${base.length} base values for ${targets} targets`);
  return map(graph, call('add', sums, input(0), input(1)), [divided, floats(graph, sums, base)], origin);
}

export function floats(graph: Graph, dtype: 'f32' | 'f64', values: readonly number[]): Value {
  const data = dtype === 'f32' ? Float32Array.from(values) : Float64Array.from(values);
  return graph.constant({ dtype, shape: [1, values.length], data });
}

/** Numbers from an attribute of floats, or from the tensor of the same name (`_as_tensor`), of the row's type. */
export function floatsOf(context: LowerContext, name: string, dtype: 'f32' | 'f64'): readonly number[] {
  const { attributes, origin } = context;
  const tensor = attributes.optional('tensor', `${name}_as_tensor`);
  const list = attributes.get('floats', name, []);
  if (tensor === undefined) return list;
  if (tensor.dtype !== dtype || list.length > 0)
    throw new CompileError(
      'unsupported',
      `${origin}: ${name}_as_tensor is ${tensor.dtype}, the input ${dtype}`,
    );
  return numbersOf(tensor);
}
