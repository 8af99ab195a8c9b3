import { CompileError } from '#compiler/errors.ts';
import type { Regions, Tree } from '#compiler/ir/trees-op.ts';
import { nextAbove } from '#compiler/trees/float-steps.ts';

/** A test as a reader gives it: `x < threshold`, or regions. */
export type Test = { readonly threshold: number } | Regions;

/** A node as a reader finds it: children are numbers of the file's own nodes. */
export type SourceNode =
  | {
      readonly kind: 'split';
      readonly feature: number;
      readonly test: Test;
      readonly missingYes: boolean;
      readonly yes: number;
      readonly no: number;
    }
  | { readonly kind: 'leaf'; readonly values: readonly number[] };

export function lessThan(threshold: number): Test {
  return { threshold };
}

/** `x ≤ threshold`, as a test by `<`; +∞ is answered yes by all that is not missing. */
export function atMost(threshold: number): Test {
  return threshold === Infinity ? { first: true, boundaries: [] } : { threshold: nextAbove(threshold) };
}

/** Yes for exactly these numbers. */
export function oneOf(numbers: readonly number[]): Test {
  return intervals(numbers.map((number) => [number, nextAbove(number)]));
}

/** Yes in any of `[from, to)`; an interval up to `to` = +∞ holds all above. */
export function intervals(ranges: readonly (readonly [from: number, to: number])[]): Test {
  const sorted = ranges.filter(([from, to]) => from < to).toSorted(([a], [b]) => a - b);
  const boundaries: number[] = [];
  for (const [from, to] of sorted) {
    const end = boundaries.at(-1);
    if (end !== undefined && from <= end) boundaries[boundaries.length - 1] = Math.max(end, to);
    else boundaries.push(from, to);
  }
  const first = boundaries[0] === -Infinity;
  return { first, boundaries: boundaries.filter((boundary) => Number.isFinite(boundary)) };
}

/** Yes below one boundary is `x < threshold`. */
function simplified(test: Test): Test {
  const [only, ...more] = 'first' in test && test.first ? test.boundaries : [];
  return only === undefined || more.length > 0 ? test : { threshold: only };
}

/** Trees of one ensemble, from whatever numbering a format has. Regions that occur again are kept once. */
export class TreeBuilder {
  readonly regions: Regions[] = [];
  readonly trees: Tree[] = [];
  readonly #known = new Map<string, number>();

  /**
   * Adds the tree that hangs on `root` of `count` nodes. `CompileError` `tree-structure`, naming the node by `name`,
   * where a child is no node, is reached twice, or a node is not reached though `unused` does not say that it may be
   (`any`: where `count` is of several trees, and who calls looks for lost nodes over all of them).
   */
  add(
    count: number,
    root: number,
    node: (index: number) => SourceNode,
    targets: readonly number[],
    name: (index: number) => string,
    unused: 'any' | ((index: number) => boolean) = () => false,
  ): void {
    const order: number[] = [];
    const numbers = new Map<number, number>();
    const nodes: SourceNode[] = [];
    let [splits, leaves] = [0, 0];
    const enter = (index: number, from: string): void => {
      if (!(Number.isInteger(index) && index >= 0 && index < count))
        throw new CompileError('tree-structure', `${from}: child ${index} is no node of ${count}`);
      if (numbers.has(index)) throw new CompileError('tree-structure', `${name(index)}: reached twice`);
      numbers.set(index, 0);
      order.push(index);
    };
    enter(root, 'the root');
    for (let i = 0; i < order.length; i++) {
      const index = order[i] ?? 0;
      const at = node(index);
      nodes.push(at);
      numbers.set(index, at.kind === 'split' ? splits++ : -1 - leaves++);
      if (at.kind === 'leaf') {
        if (at.values.length !== targets.length)
          throw new CompileError(
            'tree-structure',
            `${name(index)}: ${at.values.length} values for ${targets.length}`,
          );
        continue;
      }
      enter(at.yes, name(index));
      enter(at.no, name(index));
    }
    for (let index = 0; unused !== 'any' && order.length !== count && index < count; index++) {
      if (!numbers.has(index) && !unused(index))
        throw new CompileError('tree-structure', `${name(index)}: not reached from the root`);
    }
    this.trees.push(this.#toTree(nodes, numbers, splits, targets));
  }

  #toTree(
    nodes: readonly SourceNode[],
    numbers: ReadonlyMap<number, number>,
    splits: number,
    targets: readonly number[],
  ): Tree {
    const tree = {
      feature: new Int32Array(splits),
      threshold: new Float64Array(splits),
      regions: new Int32Array(splits).fill(-1),
      missingYes: new Uint8Array(splits),
      yes: new Int32Array(splits),
      no: new Int32Array(splits),
      targets,
      values: new Float64Array((nodes.length - splits) * targets.length),
    };
    let [split, leaf] = [0, 0];
    for (const node of nodes) {
      if (node.kind === 'leaf') {
        tree.values.set(node.values, targets.length * leaf++);
        continue;
      }
      tree.feature[split] = node.feature;
      const test = simplified(node.test);
      if ('threshold' in test) tree.threshold[split] = test.threshold;
      else tree.regions[split] = this.#regionsOf(test);
      tree.missingYes[split] = node.missingYes ? 1 : 0;
      tree.yes[split] = numbers.get(node.yes) ?? 0;
      tree.no[split] = numbers.get(node.no) ?? 0;
      split++;
    }
    return tree;
  }

  #regionsOf(regions: Regions): number {
    const key = `${regions.first}:${regions.boundaries.join()}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.regions.length);
    return this.regions.push(regions) - 1;
  }
}
