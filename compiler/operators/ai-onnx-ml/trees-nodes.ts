import { CompileError } from '#compiler/errors.ts';
import { floatsOf, toSplit, type Aggregate, type Mode } from '#compiler/operators/ai-onnx-ml/trees-source.ts';
import type { LowerContext } from '#compiler/operators/operator.ts';
import { TreeBuilder, type SourceNode } from '#compiler/trees/tree-builder.ts';

const MODES: readonly string[] = [
  'BRANCH_LEQ',
  'BRANCH_LT',
  'BRANCH_GTE',
  'BRANCH_GT',
  'BRANCH_EQ',
  'BRANCH_NEQ',
];

export const NODE_ATTRIBUTES: readonly string[] = [
  'base_values',
  'base_values_as_tensor',
  'nodes_falsenodeids',
  'nodes_featureids',
  'nodes_hitrates',
  'nodes_hitrates_as_tensor',
  'nodes_missing_value_tracks_true',
  'nodes_modes',
  'nodes_nodeids',
  'nodes_treeids',
  'nodes_truenodeids',
  'nodes_values',
  'nodes_values_as_tensor',
  'post_transform',
];

/** Names of the attributes that say what leaves hold. */
export type WeightNames = {
  readonly ids: string;
  readonly nodes: string;
  readonly trees: string;
  readonly weights: string;
};

export type Weights = {
  readonly builder: TreeBuilder;
  /** Targets that have a weight anywhere, and those of them that every case has: a tree all of whose leaves have one. */
  readonly some: ReadonlySet<number>;
  readonly always: ReadonlySet<number>;
  readonly allPositive: boolean;
};

/**
 * The trees of TreeEnsembleClassifier and TreeEnsembleRegressor. A tree's nodes follow each other, its first is its
 * root. A leaf has at most one weight for a target; a target it has none for is left as it is.
 */
export function readNodes(
  context: LowerContext,
  dtype: 'f32' | 'f64',
  targets: number,
  names: WeightNames,
  aggregate: Aggregate,
): Weights {
  const { attributes, origin } = context;
  const ids = attributes.required('ints', 'nodes_nodeids');
  const count = ids.length;
  const ints = (name: string): readonly number[] =>
    sized(attributes.required('ints', name), count, `${origin}: ${name}`);
  const treeIds = ints('nodes_treeids');
  const [whenTrue, whenFalse, features] = [
    ints('nodes_truenodeids'),
    ints('nodes_falsenodeids'),
    ints('nodes_featureids'),
  ];
  const modes = sized(attributes.required('strings', 'nodes_modes'), count, `${origin}: nodes_modes`);
  const values = sized(floatsOf(context, 'nodes_values', dtype), count, `${origin}: nodes_values`);
  const tracks = attributes.get('ints', 'nodes_missing_value_tracks_true', []);
  if (tracks.length > 0) sized(tracks, count, `${origin}: nodes_missing_value_tracks_true`);
  const trees = toTrees(treeIds, ids, origin);
  const weights = readWeights(context, dtype, trees, targets, names);
  const builder = new TreeBuilder();
  const [some, always] = [new Set<number>(), new Set<number>()];
  for (const [treeId, { from, size, places }] of trees) {
    const leaves = Array.from({ length: size }, (_, i) => from + i).filter((node) => modes[node] === 'LEAF');
    const used = [...new Set(leaves.flatMap((leaf) => [...(weights.get(leaf)?.keys() ?? [])]))].toSorted(
      (a, b) => a - b,
    );
    for (const target of used) {
      some.add(target);
      if (leaves.every((leaf) => weights.get(leaf)?.has(target))) always.add(target);
      else if (aggregate === 'MIN' || aggregate === 'MAX' || targets === 1)
        throw new CompileError(
          'unsupported',
          `${origin}: tree ${treeId} has leaves without a weight for target ${target}`,
        );
    }
    const name = (index: number): string => `${origin}: tree ${treeId} node ${ids[from + index]}`;
    const toNode = (index: number): SourceNode => {
      const node = from + index;
      const mode = modes[node] ?? '';
      // Adding −0 leaves a sum as it is.
      if (mode === 'LEAF')
        return { kind: 'leaf', values: used.map((target) => weights.get(node)?.get(target) ?? -0) };
      if (!MODES.includes(mode)) throw new CompileError('unsupported', `${name(index)}: mode ${mode}`);
      return toSplit(
        // One of MODES.
        mode as Mode,
        {
          feature: features[node] ?? -1,
          value: values[node] ?? NaN,
          members: [],
          missingTrue: tracks[node] === 1,
          whenTrue: places.get(whenTrue[node] ?? -1) ?? -1,
          whenFalse: places.get(whenFalse[node] ?? -1) ?? -1,
        },
        name(index),
      );
    };
    if (used.length > 0) builder.add(size, 0, toNode, used, name);
    else throw new CompileError('unsupported', `${origin}: tree ${treeId} has no weights`);
  }
  const allPositive = [...weights.values()].every((byTarget) =>
    [...byTarget.values()].every((weight) => weight >= 0),
  );
  return { builder, some, always, allPositive };
}

type TreeNodes = { readonly from: number; size: number; readonly places: Map<number, number> };

function toTrees(
  treeIds: readonly number[],
  ids: readonly number[],
  origin: string,
): ReadonlyMap<number, TreeNodes> {
  const trees = new Map<number, TreeNodes>();
  treeIds.forEach((treeId, node) => {
    const tree: TreeNodes = trees.get(treeId) ?? { from: node, size: 0, places: new Map() };
    if (tree.from + tree.size !== node)
      throw new CompileError(
        'unsupported',
        `${origin}: the nodes of tree ${treeId} do not follow each other`,
      );
    const id = ids[node] ?? -1;
    if (tree.places.has(id)) throw new CompileError('format', `${origin}: tree ${treeId} node ${id} twice`);
    tree.places.set(id, tree.size++);
    trees.set(treeId, tree);
  });
  return trees;
}

function readWeights(
  context: LowerContext,
  dtype: 'f32' | 'f64',
  trees: ReadonlyMap<number, TreeNodes>,
  targets: number,
  names: WeightNames,
): ReadonlyMap<number, ReadonlyMap<number, number>> {
  const { attributes, origin } = context;
  const ids = attributes.required('ints', names.ids);
  const nodes = sized(attributes.required('ints', names.nodes), ids.length, `${origin}: ${names.nodes}`);
  const treeIds = sized(attributes.required('ints', names.trees), ids.length, `${origin}: ${names.trees}`);
  const weights = sized(floatsOf(context, names.weights, dtype), ids.length, `${origin}: ${names.weights}`);
  const byNode = new Map<number, Map<number, number>>();
  ids.forEach((target, i) => {
    const tree = trees.get(treeIds[i] ?? -1);
    const place = tree?.places.get(nodes[i] ?? -1);
    if (tree === undefined || place === undefined || !(target >= 0 && target < targets)) {
      throw new CompileError(
        'format',
        `${origin}: a weight of target ${target} for tree ${treeIds[i]} node ${nodes[i]}`,
      );
    }
    const own = byNode.get(tree.from + place) ?? new Map<number, number>();
    if (own.has(target))
      throw new CompileError(
        'unsupported',
        `${origin}: tree ${treeIds[i]} node ${nodes[i]} has target ${target} twice`,
      );
    byNode.set(tree.from + place, own.set(target, weights[i] ?? NaN));
  });
  return byNode;
}

function sized<T>(list: readonly T[], count: number, what: string): readonly T[] {
  if (list.length !== count)
    throw new CompileError('format', `${what} has ${list.length} entries, expected ${count}`);
  return list;
}
