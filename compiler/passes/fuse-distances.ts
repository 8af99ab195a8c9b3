import type { Node, Program, Value } from '#compiler/ir/graph.ts';
import type { Metric } from '#compiler/ir/distances-op.ts';
import type { Expression } from '#compiler/ir/map-op.ts';
import type { ReduceOp } from '#compiler/ir/reduce-op.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { rewrite, type Replacement } from '#compiler/passes/rewrite.ts';

/**
 * Sums over the last axis of squares or magnitudes of the differences between one row and many constant ones, and their
 * largest: distances, which need no memory for the differences. In f64 only, where both take the features in one order
 * with one accumulator, so that the bits are the same.
 */
export function fuseDistances(program: Program): Program {
  return rewrite(program, (node, inputs) => toDistances(node, inputs));
}

function toDistances(node: Node, [input]: readonly Value[]): Replacement | null {
  const [output] = node.outputs;
  const { op } = node;
  if (op.kind !== 'reduce' || input === undefined || output?.type.dtype !== 'f64') return null;
  const from = input.source.kind === 'node' ? input.source.node : null;
  const rank = input.type.shape.length;
  const last = op.axes.length === 1 && (op.axes[0] === rank - 1 || op.axes[0] === -1);
  if (from?.op.kind !== 'map' || !last || input.known) return null;
  const metric = metricOf(op, from.op.expression);
  const rows = metric === null ? null : rowsOf(from.inputs, input.type.shape);
  if (metric === null || rows === null) return null;
  return {
    op: { kind: 'distances', metric, shape: output.type.shape },
    inputs: [rows.one, rows.many],
    origin: node.origin,
  };
}

function metricOf(op: ReduceOp, expression: Expression): Metric | null {
  const inner = op.function === 'sum-square' ? expression : squared(expression);
  if (op.function === 'sum-square' || (op.function === 'sum' && inner !== null)) {
    return inner !== null && isDifference(withoutSign(inner)) ? 'sqeuclidean' : null;
  }
  const magnitude = isCall(expression, 'abs') && isDifference(withoutSign(expression));
  if (!magnitude || (op.function !== 'sum' && op.function !== 'max')) return null;
  return op.function === 'sum' ? 'manhattan' : 'chebyshev';
}

/** What is multiplied by itself. */
function squared(expression: Expression): Expression | null {
  if (!isCall(expression, 'mul')) return null;
  const [a, b] = expression.args;
  return a !== undefined && b !== undefined && equal(a, b) ? a : null;
}

function equal(a: Expression, b: Expression): boolean {
  if (a === b) return true;
  if (a.kind === 'input') return b.kind === 'input' && a.index === b.index;
  if (a.kind !== 'call' || b.kind !== 'call' || a.function !== b.function || a.dtype !== b.dtype)
    return false;
  return a.args.length === b.args.length && a.args.every((arg, i) => equal(arg, b.args[i] ?? arg));
}

/** A sign does not change the square or the magnitude. */
function withoutSign(expression: Expression): Expression {
  const [argument] = isCall(expression, 'abs') || isCall(expression, 'neg') ? expression.args : [];
  return argument === undefined ? expression : withoutSign(argument);
}

/** Input 0 minus input 1 or the other way round. */
function isDifference(expression: Expression): boolean {
  if (!isCall(expression, 'sub')) return false;
  const [a, b] = expression.args;
  return a?.kind === 'input' && b?.kind === 'input' && a.index !== b.index;
}

function isCall(expression: Expression, name: string): expression is Expression & { readonly kind: 'call' } {
  return expression.kind === 'call' && expression.function === name;
}

/** The patient's row and the constant ones, which have all the elements of the difference. */
function rowsOf(inputs: readonly Value[], shape: readonly number[]): { one: Value; many: Value } | null {
  const one = inputs.find((value) => !value.known);
  const many = inputs.find((value) => value.known);
  const features = shape.at(-1) ?? 0;
  const fits =
    inputs.length === 2 &&
    features > 0 &&
    one?.type.shape.at(-1) === features &&
    elementsOf(one.type.shape) === features &&
    many?.type.shape.at(-1) === features &&
    elementsOf(many.type.shape) === elementsOf(shape);
  return fits && one !== undefined && many !== undefined ? { one, many } : null;
}
