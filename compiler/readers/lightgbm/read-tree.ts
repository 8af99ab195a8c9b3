import { CompileError } from '#compiler/errors.ts';
import type { Section } from '#compiler/readers/lightgbm/model-text.ts';
import { nextAbove } from '#compiler/trees/float-steps.ts';
import {
  atMost,
  intervals,
  lessThan,
  type SourceNode,
  type Test,
  type TreeBuilder,
} from '#compiler/trees/tree-builder.ts';

/** Numbers up to this far from zero are taken as zero: 1e-35 as a float. */
const ZERO = Math.fround(1e-35);

/** Bits of `decision_type`. */
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
const MISSING = ['none', 'zero', 'nan'] as const;

/** Adds one tree; rules of include/LightGBM/tree.h, `NumericalDecision` and `CategoricalDecision`. */
export function readTree(builder: TreeBuilder, section: Section, features: number, target: number): void {
  const leaves = section.count('num_leaves');
  const splits = leaves - 1;
  const { where } = section;
  if (section.has('is_linear') && section.count('is_linear') !== 0)
    throw new CompileError('unsupported', `${where}: linear trees`);
  if (leaves < 1) throw new CompileError('format', `${where}: ${leaves} leaves`);
  const values = section.numbers('leaf_value', leaves);
  const some = (name: string): readonly number[] => (splits > 0 ? section.integers(name, splits) : []);
  const [feature, decision, left, right] = [
    some('split_feature'),
    some('decision_type'),
    some('left_child'),
    some('right_child'),
  ];
  const threshold = splits > 0 ? section.thresholds('threshold', splits) : [];
  const sets = readSets(section);
  // Leaves are numbered after the splits; the file has −1 − leaf.
  const child = (number: number | undefined = NaN): number => (number < 0 ? splits - 1 - number : number);
  const toNode = (node: number): SourceNode => {
    if (node >= splits) return { kind: 'leaf', values: [values[node - splits] ?? 0] };
    const name = `${where} split ${node}`;
    const index = feature[node] ?? -1;
    if (!(index >= 0 && index < features))
      throw new CompileError('feature-index', `${name}: feature ${index} of ${features}`);
    const type = decision[node] ?? -1;
    const [test, missingYes] =
      (type & CATEGORICAL) === 0
        ? numerical(type, threshold[node] ?? NaN, name)
        : categorical(type, sets[threshold[node] ?? -1], name);
    return {
      kind: 'split',
      feature: index,
      test,
      missingYes,
      yes: child(left[node]),
      no: child(right[node]),
    };
  };
  builder.add(splits + leaves, splits > 0 ? 0 : splits, toNode, [target], (node) =>
    node < splits ? `${where} split ${node}` : `${where} leaf ${node - splits}`,
  );
}

function numerical(type: number, threshold: number, name: string): readonly [Test, boolean] {
  const missing = MISSING[type >> 2];
  if (type < 0 || missing === undefined)
    throw new CompileError('unsupported', `${name}: decision_type ${type}`);
  const defaultLeft = (type & DEFAULT_LEFT) !== 0;
  const zeroLeft = threshold >= 0;
  // Between −1e-35 and 1e-35 everything is zero, so a threshold in there divides at one of these.
  const inside = Math.abs(threshold) <= ZERO;
  const below = inside ? (zeroLeft ? nextAbove(ZERO) : -ZERO) : nextAbove(threshold);
  const plain = threshold === Infinity ? atMost(Infinity) : lessThan(below);
  if (missing === 'none') return [plain, zeroLeft];
  if (missing === 'nan') return [plain, defaultLeft];
  const [low, high] = [-ZERO, nextAbove(ZERO)];
  const test = defaultLeft
    ? intervals([
        [-Infinity, below],
        [low, high],
      ])
    : intervals([
        [-Infinity, Math.min(below, low)],
        [high, below],
      ]);
  return [test, defaultLeft];
}

/** Codes are truncated to whole numbers; one in the set goes left, all others and a missing one right. */
function categorical(
  type: number,
  set: readonly number[] | undefined,
  name: string,
): readonly [Test, boolean] {
  if (type >> 4 !== 0 || set === undefined) throw new CompileError('format', `${name}: no categories`);
  return [intervals(set.map((code) => [code === 0 ? nextAbove(-1) : code, code + 1])), false];
}

/** The categories of each categorical split: bits of 32-bit words. */
function readSets(section: Section): readonly (readonly number[])[] {
  const count = section.count('num_cat');
  if (count === 0) return [];
  const boundaries = section.integers('cat_boundaries', count + 1);
  const words = section.integers('cat_threshold', boundaries.at(-1) ?? 0);
  return Array.from({ length: count }, (_, i) => {
    const [from = -1, to = -1] = [boundaries[i], boundaries[i + 1]];
    if (!(from >= 0 && from <= to && to <= words.length) || to - from > 2 ** 16)
      throw new CompileError('format', `${section.where}: cat_boundaries ${from} to ${to}`);
    return words.slice(from, to).flatMap((word, w) => {
      if (!(word >= 0 && word < 2 ** 32))
        throw new CompileError('format', `${section.where}: cat_threshold ${word}`);
      return Array.from({ length: 32 }, (__, bit) => 32 * w + bit).filter(
        (code) => (word >>> (code % 32)) & 1,
      );
    });
  });
}
