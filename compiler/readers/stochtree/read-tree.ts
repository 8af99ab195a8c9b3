import { CompileError } from '#compiler/errors.ts';
import type { Tree } from '#compiler/bart/model.ts';

/** Fields of a tree as stochtree 0.4.5 writes them. */
const FIELDS = new Set([
  'category_list',
  'category_list_begin',
  'category_list_end',
  'deleted_nodes',
  'has_categorical_split',
  'internal_nodes',
  'is_log_scale',
  'leaf_parents',
  'leaf_value',
  'leaf_vector',
  'leaf_vector_begin',
  'leaf_vector_end',
  'leaves',
  'left',
  'node_deleted',
  'node_type',
  'num_deleted_nodes',
  'num_nodes',
  'output_dimension',
  'parent',
  'right',
  'split_index',
  'threshold',
]);
const LEAF = 0;
const NUMERIC_SPLIT = 1;

/**
 * One tree, walked from node 0. Slots that stochtree marks as deleted are leftovers of pruned branches and are not
 * read. `features`: columns that may be split on. `where` names the tree in messages.
 */
export function readTree(json: unknown, features: number, where: string): Tree {
  const tree = record(json, where);
  for (const field of Object.keys(tree)) {
    if (!FIELDS.has(field)) throw new CompileError('unknown-field', `${where}: unknown field ${field}`);
  }
  if (tree['has_categorical_split'] !== false) {
    throw new CompileError(
      'categorical-split',
      `${where}: has_categorical_split is not false; only numeric splits`,
    );
  }
  if (tree['output_dimension'] !== 1 || list(tree, 'leaf_vector', where).length !== 0) {
    throw new CompileError('multivariate-leaf', `${where}: leaves with more than one value`);
  }
  if (tree['is_log_scale'] !== false) {
    throw new CompileError('leaf-model', `${where}: is_log_scale is not false`);
  }
  const nodes = tree['num_nodes'];
  if (typeof nodes !== 'number' || !Number.isInteger(nodes) || nodes < 1) {
    throw new CompileError('tree-structure', `${where}: num_nodes is ${String(nodes)}`);
  }
  const column = (field: string): readonly unknown[] => {
    const values = list(tree, field, where);
    if (values.length === nodes) return values;
    throw new CompileError(
      'tree-structure',
      `${where}: ${field} has ${values.length} entries for ${nodes} nodes`,
    );
  };
  const type = column('node_type');
  const left = column('left');
  const right = column('right');
  const feature = column('split_index');
  const threshold = column('threshold');
  const value = column('leaf_value');
  const deleted = column('node_deleted');
  const seen = new Set<number>();

  const walk = (node: unknown): Tree => {
    if (typeof node !== 'number' || !Number.isInteger(node) || node < 0 || node >= nodes) {
      throw new CompileError('tree-structure', `${where}: child ${String(node)} is no node`);
    }
    const here = `${where} node ${node}`;
    if (seen.has(node)) throw new CompileError('tree-structure', `${here}: reached twice`);
    if (deleted[node] !== false) throw new CompileError('tree-structure', `${here}: reached though deleted`);
    seen.add(node);
    if (type[node] === LEAF) {
      if (left[node] !== -1 || right[node] !== -1) {
        throw new CompileError('tree-structure', `${here}: a leaf with children`);
      }
      return { kind: 'leaf', value: finite(value[node], `${here}: leaf_value`) };
    }
    if (type[node] !== NUMERIC_SPLIT) {
      throw new CompileError(
        'categorical-split',
        `${here}: node_type ${String(type[node])}; only numeric splits`,
      );
    }
    const index = feature[node];
    if (typeof index !== 'number' || !Number.isInteger(index) || index < 0 || index >= features) {
      throw new CompileError('feature-index', `${here}: split_index ${String(index)} of ${features} columns`);
    }
    return {
      kind: 'split',
      feature: index,
      threshold: finite(threshold[node], `${here}: threshold`),
      left: walk(left[node]),
      right: walk(right[node]),
    };
  };
  const root = walk(0);
  for (let node = 0; node < nodes; node++) {
    if (!seen.has(node) && deleted[node] !== true) {
      throw new CompileError('tree-structure', `${where} node ${node}: neither reached nor deleted`);
    }
  }
  return root;
}

/** A JSON object, or a refusal that names `where`. */
export function record(json: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) {
    // A JSON object has string keys and values of any JSON type.
    return json as Readonly<Record<string, unknown>>;
  }
  throw new CompileError(
    'not-stochtree',
    `${where}: expected an object, got ${json === null ? 'null' : typeof json}`,
  );
}

/** Beyond this no sum of leaves is looked at: it could become infinite. */
const LARGEST = 1e100;

/** A finite number; stochtree writes NaN and infinity as null. */
export function finite(json: unknown, where: string): number {
  if (typeof json === 'number' && Math.abs(json) <= LARGEST) return json;
  if (typeof json === 'number' && Number.isFinite(json)) {
    throw new CompileError('too-large', `${where} is ${json}; at most ${LARGEST} is possible`);
  }
  if (json === null || typeof json === 'number') {
    throw new CompileError('not-finite', `${where} is not a finite number (stochtree writes NaN as null)`);
  }
  throw new CompileError('not-stochtree', `${where}: expected a number, got ${typeof json}`);
}

function list(tree: Readonly<Record<string, unknown>>, field: string, where: string): readonly unknown[] {
  const value = tree[field];
  if (Array.isArray(value)) return value;
  throw new CompileError('not-stochtree', `${where}: expected a list ${field}`);
}
