import { CompileError } from '#compiler/errors.ts';
import type { NearestOp, Ties } from '#compiler/ir/nearest-op.ts';
import { constantOf } from '#compiler/emit/evaluate.ts';
import type { Value } from '#compiler/ir/graph.ts';
import { requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

/**
 * The `k` nearest rows as scikit-learn's searches find them (`NearestOp`, whose inputs and outputs these are). `search`:
 * `kd`, `ball`, `rows` (all of them in order, distances as here) or `rounded` (all, distances rounded in another way, with
 * `slack` and, where they can be exact, `grid_scale` and `grid_limit`, both powers of two).
 */
const nearest: Operator = {
  domain: 'org.visite',
  name: 'Nearest',
  versions: [1],
  attributes: ['grid_limit', 'grid_scale', 'k', 'metric', 'search', 'slack', 'unfilled'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const op = toOp(attributes, origin);
    const x = requiredInput(context, 0);
    const count = op.tree === null ? 2 : 4;
    const known = Array.from({ length: count }, (_, i) => knownInput(context, i + 1));
    checkNodes(op, known, origin);
    return graph.add(op, [x, ...known], origin);
  },
};

function toOp(attributes: Attributes, origin: string): NearestOp {
  const metric = attributes.required('string', 'metric');
  if (metric !== 'sqeuclidean' && metric !== 'manhattan' && metric !== 'chebyshev') {
    throw new CompileError('unsupported', `${origin}: metric ${metric}`);
  }
  const search = attributes.required('string', 'search');
  const k = attributes.required('int', 'k');
  const unfilled = attributes.get('int', 'unfilled', 0);
  const common = { kind: 'nearest', metric, k, unfilled } as const;
  switch (search) {
    case 'kd':
    case 'ball':
      return { ...common, tree: search, ties: { kind: 'exact' } };
    case 'rows':
      return { ...common, tree: null, ties: { kind: 'exact' } };
    case 'rounded':
      return { ...common, tree: null, ties: toRounded(attributes) };
    default:
      throw new CompileError('unsupported', `${origin}: search ${search}`);
  }
}

function toRounded(attributes: Attributes): Ties {
  const slack = attributes.required('float', 'slack');
  if (!attributes.has('grid_scale')) return { kind: 'rounded', slack, grid: null };
  const scale = attributes.required('float', 'grid_scale');
  return { kind: 'rounded', slack, grid: { scale, limit: attributes.required('float', 'grid_limit') } };
}

function knownInput(context: LowerContext, index: number): Value {
  const value = requiredInput(context, index);
  if (!value.known)
    throw new CompileError('unsupported', `${context.origin}: input ${index} is not a constant`);
  return value;
}

/** Nodes must be those of a whole tree, the leaves one after another through all rows. */
function checkNodes(op: NearestOp, [rows, , nodes]: readonly Value[], origin: string): void {
  const n = rows?.type.shape[0] ?? 0;
  const wrong = (what: string): never => {
    throw new CompileError('format', `${origin}: ${what}`);
  };
  if (op.unfilled < 0 || op.unfilled >= n) wrong(`row ${op.unfilled} of ${n}`);
  if (nodes === undefined) return;
  const ends = constantOf(nodes)?.data;
  if (!(ends instanceof BigInt64Array)) return wrong('nodes are not integers');
  const count = ends.length / 2;
  if (!Number.isInteger(Math.log2(count + 1))) wrong(`${count} nodes are no whole tree`);
  let at = 0n;
  for (let leaf = Math.floor(count / 2); leaf < count; leaf++) {
    const [start = -1n, end = -1n] = [ends[2 * leaf], ends[2 * leaf + 1]];
    if (start !== at || end <= start) wrong(`leaf ${leaf} has rows ${start} to ${end}`);
    at = end;
  }
  if (at !== BigInt(n)) wrong(`leaves of ${at} rows, not ${n}`);
}

export const visiteNearestOperators: readonly Operator[] = [nearest];
