import type { Node } from '#compiler/ir/graph.ts';
import { matmulShapes } from '#compiler/ir/matmul-op.ts';
import type { TreesOp } from '#compiler/ir/trees-op.ts';
import { toRuns, type Run } from '#compiler/trees/groups.ts';
import { toSections } from '#compiler/trees/sections.ts';

/** How an operation that takes time is computed, in words for people; undefined of the others, which are counted. */
export function toStrategyText({ op, inputs, origin }: Node): string | undefined {
  const [, second] = inputs;
  switch (op.kind) {
    case 'trees':
      return toTreesText(op);
    case 'matmul': {
      const types = inputs.map(({ type }) => type);
      const { m, k, n } = matmulShapes(op, types, origin);
      const matrix = second?.known === true ? 'a fixed matrix' : 'a matrix';
      const rows = m === 1 ? '' : ` of ${toCountText(m, 'row')}`;
      return `product${rows} with ${matrix} of ${k} × ${n}, in ${types[0]?.dtype ?? ''}`;
    }
    case 'nearest': {
      const [rows = 0, columns = 0] = second?.type.shape ?? [];
      const search =
        op.tree === null ? 'a search through all' : `a ${op.tree === 'kd' ? 'k-d' : 'ball'} tree`;
      return `the ${op.k} nearest of ${toCountText(rows, 'row')} of ${toCountText(columns, 'column')}, by ${search}`;
    }
    case 'distances': {
      const [rows = 0, columns = 0] = second?.type.shape.slice(-2) ?? [];
      return `distances to ${toCountText(rows, 'row')} of ${toCountText(columns, 'column')}`;
    }
    case 'ngrams':
      return 'words of a text, counted';
    default:
      return undefined;
  }
}

function toTreesText(op: TreesOp): string {
  const sections = toSections(op);
  const runs = sections.flatMap(({ trees }) => toRuns(trees));
  const count = (chosen: readonly Run[]): number => chosen.reduce((sum, { trees }) => sum + trees.length, 0);
  const filled = runs.filter(({ depth }) => depth !== null);
  const depths = filled.map(({ depth }) => depth ?? 0);
  const [least, most] = [Math.min(...depths), Math.max(...depths)];
  const parts = [
    ...(filled.length === 0
      ? []
      : [`${count(filled)} filled up to depth ${least === most ? most : `${least} to ${most}`}`]),
    ...(filled.length === runs.length
      ? []
      : [`${count(runs.filter(({ depth }) => depth === null))} in linked cells`]),
  ];
  const targets = op.targets === 1 ? '' : `, ${op.targets} sums`;
  return `${toCountText(op.trees.length, 'tree')} added in ${op.sums}${targets}; walked eight at a time, as ${parts.join(' and ')}`;
}

function toCountText(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}
