import { CompileError } from '#compiler/errors.ts';
import { numbersOf } from '#compiler/ir/tensor.ts';
import { postTransform } from '#compiler/operators/ai-onnx-ml/post-transform.ts';
import {
  aggregateTrees,
  rowInput,
  toSplit,
  type Aggregate,
  type Mode,
} from '#compiler/operators/ai-onnx-ml/trees-source.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';
import { TreeBuilder, type SourceNode } from '#compiler/trees/tree-builder.ts';

const MODES: readonly Mode[] = [
  'BRANCH_LEQ',
  'BRANCH_LT',
  'BRANCH_GTE',
  'BRANCH_GT',
  'BRANCH_EQ',
  'BRANCH_NEQ',
  'BRANCH_MEMBER',
];
const AGGREGATES: readonly Aggregate[] = ['AVERAGE', 'SUM', 'MIN', 'MAX'];
/** 1 and 2 are SOFTMAX and LOGISTIC in the specification, and the other way round in onnxruntime. */
const TRANSFORMS: Readonly<Record<number, 'NONE' | 'SOFTMAX_ZERO' | 'PROBIT'>> = {
  0: 'NONE',
  3: 'SOFTMAX_ZERO',
  4: 'PROBIT',
};

/**
 * TreeEnsemble of version 5: every leaf has one target. A tree that is one leaf is a node both of whose branches are
 * that leaf.
 */
export const treeEnsemble: Operator = {
  domain: 'ai.onnx.ml',
  name: 'TreeEnsemble',
  versions: [5],
  attributes: [
    'aggregate_function',
    'leaf_targetids',
    'leaf_weights',
    'membership_values',
    'n_targets',
    'nodes_falseleafs',
    'nodes_falsenodeids',
    'nodes_featureids',
    'nodes_hitrates',
    'nodes_missing_value_tracks_true',
    'nodes_modes',
    'nodes_splits',
    'nodes_trueleafs',
    'nodes_truenodeids',
    'post_transform',
    'tree_roots',
  ],
  lower: (context) => {
    const { attributes, graph, origin } = context;
    const row = rowInput(context);
    const targets = attributes.get('int', 'n_targets', 1);
    const aggregate = AGGREGATES[attributes.get('int', 'aggregate_function', 1)];
    if (aggregate === undefined) throw new CompileError('format', `${origin}: aggregate_function`);
    const transform = TRANSFORMS[attributes.get('int', 'post_transform', 0)];
    if (transform === undefined)
      throw new CompileError(
        'unsupported',
        `${origin}: post_transform ${attributes.get('int', 'post_transform', 0)}`,
      );
    if (transform !== 'NONE' && (transform === 'PROBIT' ? row.dtype === 'f64' : targets === 1))
      throw new CompileError(
        'unsupported',
        `${origin}: post_transform ${transform} of ${targets} ${row.dtype}`,
      );
    const builder = readTrees(context, row.dtype, targets, aggregate);
    const scores = aggregateTrees(context, row, builder, { targets, aggregate, base: [] });
    return [postTransform(graph, transform, scores, origin)];
  },
};

function readTrees(
  context: LowerContext,
  dtype: 'f32' | 'f64',
  targets: number,
  aggregate: Aggregate,
): TreeBuilder {
  const { attributes, origin } = context;
  const features = attributes.required('ints', 'nodes_featureids');
  const count = features.length;
  const check = <T>(list: readonly T[], name: string, length = count): readonly T[] => {
    if (list.length === length) return list;
    throw new CompileError('format', `${origin}: ${name} has ${list.length} entries, expected ${length}`);
  };
  const ints = (name: string): readonly number[] => check(attributes.required('ints', name), name);
  const tensor = (name: string, type: 'f32' | 'f64' | 'u8'): readonly number[] => {
    const constant = attributes.required('tensor', name);
    if (constant.dtype !== type)
      throw new CompileError('unsupported', `${origin}: ${name} is ${constant.dtype}, expected ${type}`);
    return numbersOf(constant);
  };
  const [trueIds, falseIds] = [ints('nodes_truenodeids'), ints('nodes_falsenodeids')];
  const [trueLeafs, falseLeafs] = [ints('nodes_trueleafs'), ints('nodes_falseleafs')];
  const modes = check(tensor('nodes_modes', 'u8'), 'nodes_modes');
  const splits = check(tensor('nodes_splits', dtype), 'nodes_splits');
  const leafTargets = attributes.required('ints', 'leaf_targetids');
  const weights = check(tensor('leaf_weights', dtype), 'leaf_weights', leafTargets.length);
  const tracks = attributes.get('ints', 'nodes_missing_value_tracks_true', []);
  if (tracks.length > 0) check(tracks, 'nodes_missing_value_tracks_true');
  const members = membersOf(
    modes,
    attributes.has('membership_values') ? tensor('membership_values', dtype) : [],
    origin,
  );
  const builder = new TreeBuilder();
  const reached = new Uint8Array(count);

  // The leaf on the true side of node i is numbered count + 2i, that on its false side count + 2i + 1.
  const leafOf = (index: number): number => {
    const from = (index - count) >> 1;
    return ((index - count) % 2 === 0 ? trueIds[from] : falseIds[from]) ?? -1;
  };
  const branch = (node: number, side: 0 | 1): number => {
    const leaf = (side === 0 ? trueLeafs[node] : falseLeafs[node]) === 1;
    const target = (side === 0 ? trueIds[node] : falseIds[node]) ?? -1;
    return leaf ? count + 2 * node + side : target < count ? target : -1;
  };
  attributes.required('ints', 'tree_roots').forEach((root, t) => {
    const name = (index: number): string =>
      `${origin}: tree ${t} ${index < count ? 'node' : 'leaf'} ${index < count ? index : leafOf(index)}`;
    const found = leavesUnder(root, count, branch, name);
    const used = [...new Set(found.leaves.map((leaf) => leafTargets[leafOf(leaf)] ?? -1))].toSorted(
      (a, b) => a - b,
    );
    if (used.some((target) => target < 0 || target >= targets))
      throw new CompileError(
        'format',
        `${origin}: tree ${t}: a leaf that is none, or a target beyond ${targets}`,
      );
    if (used.length > 1 && (aggregate === 'MIN' || aggregate === 'MAX'))
      throw new CompileError(
        'unsupported',
        `${origin}: tree ${t}: ${aggregate} of leaves with different targets`,
      );
    for (const node of found.nodes) {
      if (reached[node] === 1) throw new CompileError('tree-structure', `${name(node)}: in two trees`);
      reached[node] = 1;
    }
    const single =
      found.nodes.length === 1 &&
      trueLeafs[root] === 1 &&
      falseLeafs[root] === 1 &&
      trueIds[root] === falseIds[root];
    const toNode = (index: number): SourceNode => {
      if (index >= count) {
        const leaf = leafOf(index);
        // Adding −0 leaves a sum as it is.
        return {
          kind: 'leaf',
          values: used.map((target) => (leafTargets[leaf] === target ? (weights[leaf] ?? NaN) : -0)),
        };
      }
      const mode = MODES[modes[index] ?? -1];
      if (mode === undefined) throw new CompileError('unsupported', `${name(index)}: mode ${modes[index]}`);
      const split = {
        feature: features[index] ?? -1,
        value: splits[index] ?? NaN,
        members: members.get(index) ?? [],
        missingTrue: tracks[index] === 1,
        whenTrue: branch(index, 0),
        whenFalse: branch(index, 1),
      };
      return toSplit(mode, split, name(index));
    };
    builder.add(3 * count, single ? count + 2 * root : root, toNode, used, name, 'any');
  });
  const lost = reached.indexOf(0);
  if (lost >= 0) throw new CompileError('tree-structure', `${origin}: node ${lost} is in no tree`);
  return builder;
}

function leavesUnder(
  root: number,
  count: number,
  branch: (node: number, side: 0 | 1) => number,
  name: (index: number) => string,
): { readonly nodes: readonly number[]; readonly leaves: readonly number[] } {
  const nodes: number[] = [];
  const leaves: number[] = [];
  const seen = new Set<number>();
  const open = [root];
  for (let index = open.pop(); index !== undefined; index = open.pop()) {
    if (!(index >= 0 && index < 3 * count))
      throw new CompileError('tree-structure', `${name(root)}: a child that is no node`);
    if (seen.has(index)) throw new CompileError('tree-structure', `${name(index)}: reached twice`);
    seen.add(index);
    if (index >= count) {
      leaves.push(index);
      continue;
    }
    nodes.push(index);
    open.push(branch(index, 0), branch(index, 1));
  }
  return { nodes, leaves };
}

/** The sets stand one after another, in the order of the nodes that need one, a NaN after each. */
function membersOf(
  modes: readonly number[],
  values: readonly number[],
  origin: string,
): ReadonlyMap<number, readonly number[]> {
  const sets: number[][] = [[]];
  for (const value of values) {
    if (Number.isNaN(value)) sets.push([]);
    else sets.at(-1)?.push(value);
  }
  // A last set may have no NaN after it.
  if (sets.at(-1)?.length === 0) sets.pop();
  const nodes = modes.flatMap((mode, node) => (MODES[mode] === 'BRANCH_MEMBER' ? [node] : []));
  if (nodes.length !== sets.length)
    throw new CompileError(
      'format',
      `${origin}: ${sets.length} sets of membership_values for ${nodes.length} nodes`,
    );
  return new Map(nodes.map((node, i) => [node, sets[i] ?? []]));
}
