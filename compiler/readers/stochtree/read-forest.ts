import { CompileError } from '#compiler/errors.ts';
import type { Forest } from '#compiler/bart/model.ts';
import { readTree, record } from '#compiler/readers/stochtree/read-tree.ts';

export type ForestExpectation = {
  /** Its key under `forests`. */
  readonly name: string;
  readonly draws: number;
  /** Columns that may be split on. */
  readonly features: number;
  /** Leaves are values (BART, prognostic forest), or coefficients of the treatment (treatment effect forest). */
  readonly constantLeaves: boolean;
};

const CONTAINER = [
  'initialized',
  'is_exponentiated',
  'is_leaf_constant',
  'num_samples',
  'num_trees',
  'output_dimension',
];
const SAMPLE = ['is_exponentiated', 'is_leaf_constant', 'num_trees', 'output_dimension'];

/** One container of forests: every posterior draw's trees, in order. */
export function readForest(json: unknown, expected: ForestExpectation): Forest {
  const container = record(json, expected.name);
  checkLeafModel(container, expected, expected.name);
  const draws = count(container, 'num_samples', expected.name);
  const trees = count(container, 'num_trees', expected.name);
  if (draws !== expected.draws) {
    throw new CompileError(
      'not-stochtree',
      `${expected.name}: ${draws} samples, the model says ${expected.draws}`,
    );
  }
  checkKeys(container, CONTAINER, 'forest', draws, expected.name);
  return {
    draws: Array.from({ length: draws }, (_, d) => {
      const where = `${expected.name} draw ${d}`;
      const sample = record(container[`forest_${d}`], where);
      checkLeafModel(sample, expected, where);
      if (count(sample, 'num_trees', where) !== trees) {
        throw new CompileError('not-stochtree', `${where}: num_trees is not ${trees}`);
      }
      checkKeys(sample, SAMPLE, 'tree', trees, where);
      return Array.from({ length: trees }, (__, t) =>
        readTree(sample[`tree_${t}`], expected.features, `${where} tree ${t}`),
      );
    }),
  };
}

function checkLeafModel(
  fields: Readonly<Record<string, unknown>>,
  expected: ForestExpectation,
  where: string,
): void {
  if (fields['output_dimension'] !== 1) {
    throw new CompileError('multivariate-leaf', `${where}: output_dimension is not 1`);
  }
  if (fields['is_exponentiated'] !== false) {
    throw new CompileError('leaf-model', `${where}: is_exponentiated is not false`);
  }
  if (fields['is_leaf_constant'] !== expected.constantLeaves) {
    throw new CompileError('leaf-model', `${where}: is_leaf_constant is not ${expected.constantLeaves}`);
  }
}

function count(fields: Readonly<Record<string, unknown>>, field: string, where: string): number {
  const value = fields[field];
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw new CompileError('not-stochtree', `${where}: ${field} is ${String(value)}`);
}

/** The keys are `known` and `<prefix>_0` to `<prefix>_<members − 1>`, and no others. */
function checkKeys(
  fields: Readonly<Record<string, unknown>>,
  known: readonly string[],
  prefix: string,
  members: number,
  where: string,
): void {
  const allowed = new Set([...known, ...Array.from({ length: members }, (_, i) => `${prefix}_${i}`)]);
  const unknown = Object.keys(fields).find((key) => !allowed.has(key));
  if (unknown !== undefined) throw new CompileError('unknown-field', `${where}: unknown field ${unknown}`);
}
