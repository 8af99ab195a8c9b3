import { CompileError } from '#compiler/errors.ts';
import { intervals, lessThan, type Test, type TreeBuilder } from '#compiler/trees/tree-builder.ts';
import type { Fields } from '#compiler/trees/json-fields.ts';

/** What stands for the feature of a node that pruning has left behind. */
const DELETED = 0x7fffffff;
/** From here on a category is none: as a negative number it is answered as one that is not in the set. */
const MAX_CATEGORY = 2 ** 24;

/** Adds a tree of a JSON model (doc/model.schema in XGBoost) whose leaves count `weight` times for `target`. */
export function readTree(
  builder: TreeBuilder,
  json: Fields,
  index: number,
  features: number,
  target: number,
  weight: number,
): void {
  const param = json.fields('tree_param');
  const count = param.count('num_nodes');
  if (param.has('size_leaf_vector') && param.count('size_leaf_vector') > 1) {
    throw new CompileError(
      'unsupported',
      `XGBoost: tree ${index} has leaves of several values (multi_output_tree)`,
    );
  }
  const column = (name: string): readonly number[] => json.numbers(name, count);
  const left = column('left_children');
  const right = column('right_children');
  const feature = column('split_indices');
  const condition = column('split_conditions');
  const defaultLeft = column('default_left');
  const type = json.has('split_type') ? column('split_type') : [];
  const sets = readSets(json, index, count);
  const name = (node: number): string => `tree ${index} node ${node}`;
  const unused = (node: number): boolean => feature[node] === DELETED;
  builder.add(
    count,
    0,
    (node) => {
      const value = condition[node] ?? NaN;
      if (left[node] === -1) {
        if (!Number.isFinite(value)) throw new CompileError('not-finite', `${name(node)}: leaf ${value}`);
        return { kind: 'leaf', values: [Math.fround(Math.fround(value) * weight)] };
      }
      const split = feature[node] ?? -1;
      if (!(split >= 0 && split < features))
        throw new CompileError('feature-index', `${name(node)}: feature ${split} of ${features}`);
      return {
        kind: 'split',
        feature: split,
        test: testOf(type[node] ?? 0, value, sets.get(node), name(node)),
        missingYes: defaultLeft[node] === 1,
        yes: left[node] ?? -1,
        no: right[node] ?? -1,
      };
    },
    [target],
    name,
    unused,
  );
}

function testOf(type: number, condition: number, set: readonly number[] | undefined, where: string): Test {
  if (type === 0) {
    if (Number.isNaN(condition)) throw new CompileError('not-finite', `${where}: the threshold is NaN`);
    return lessThan(Math.fround(condition));
  }
  if (type !== 1) throw new CompileError('unsupported', `XGBoost: ${where} has split type ${type}`);
  if (set === undefined) throw new CompileError('format', `${where}: categories are missing`);
  // A category in the set goes right; the code is truncated to a whole number.
  const inSet = intervals(set.map((category) => [category, category + 1]));
  return 'threshold' in inSet ? inSet : { first: !inSet.first, boundaries: inSet.boundaries };
}

/** The categories of each node that has a set of them. */
function readSets(json: Fields, tree: number, count: number): ReadonlyMap<number, readonly number[]> {
  const sets = new Map<number, readonly number[]>();
  if (!json.has('categories_nodes')) return sets;
  const nodes = json.numbers('categories_nodes');
  const segments = json.numbers('categories_segments', nodes.length);
  const sizes = json.numbers('categories_sizes', nodes.length);
  const categories = json.numbers('categories');
  nodes.forEach((node, i) => {
    const from = segments[i] ?? -1;
    const to = from + (sizes[i] ?? -1);
    if (
      !(from >= 0 && to >= from && to <= categories.length) ||
      !(node >= 0 && node < count) ||
      sets.has(node)
    )
      throw new CompileError('format', `tree ${tree}: the categories of node ${node}`);
    const set = categories.slice(from, to);
    if (set.some((category) => !(Number.isInteger(category) && category >= 0 && category < MAX_CATEGORY)))
      throw new CompileError('format', `tree ${tree} node ${node}: a category that is none`);
    sets.set(node, set);
  });
  return sets;
}
