import { CompileError } from '#compiler/errors.ts';
import type { Tree, TreesOp } from '#compiler/ir/trees-op.ts';

/** Trees that are none are refused: `CompileError` `tree-structure` or `feature-index`, naming tree and split. */
export function checkTrees(op: TreesOp, origin: string): void {
  if (op.start.length !== op.targets || op.start.some(Number.isNaN)) {
    throw new CompileError(
      'tree-structure',
      `${origin}: ${op.start.length} starts for ${op.targets} targets`,
    );
  }
  op.regions.forEach(({ boundaries }, i) => {
    if (boundaries.some((boundary, b) => Number.isNaN(boundary) || boundary <= (boundaries[b - 1] ?? NaN)))
      throw new CompileError('tree-structure', `${origin}: the boundaries of regions ${i} do not ascend`);
  });
  op.trees.forEach((tree, t) => checkTree(op, tree, `${origin}: tree ${t}`));
}

function checkTree(op: TreesOp, tree: Tree, where: string): void {
  const splits = tree.feature.length;
  const leaves = tree.values.length / tree.targets.length;
  const refuse = (what: string): never => {
    throw new CompileError('tree-structure', `${where}: ${what}`);
  };
  const columns = [tree.threshold, tree.regions, tree.missingYes, tree.yes, tree.no];
  if (columns.some((column) => column.length !== splits)) refuse('columns of different lengths');
  if (leaves !== splits + 1) refuse(`${splits} splits and ${leaves} leaves`);
  if (new Set(tree.targets).size !== tree.targets.length) refuse('a target twice');
  if (tree.targets.some((target) => !(Number.isInteger(target) && target >= 0 && target < op.targets)))
    refuse(`targets ${tree.targets.join()} of ${op.targets}`);
  const bad = tree.values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) refuse(`leaf value ${tree.values[bad]}`);
  const reached = new Uint8Array(splits + leaves);
  const reach = (child: number, from: number): void => {
    if (child >= splits || child < -leaves || (child >= 0 && child <= from))
      refuse(`split ${from}: child ${child} is no later split and no leaf`);
    const at = child >= 0 ? child : splits - 1 - child;
    if (reached[at] === 1) refuse(`split ${from}: child ${child} is reached twice`);
    reached[at] = 1;
  };
  for (let i = 0; i < splits; i++) {
    const feature = tree.feature[i] ?? -1;
    if (feature < 0 || feature >= op.features) {
      throw new CompileError('feature-index', `${where} split ${i}: feature ${feature} of ${op.features}`);
    }
    const regions = tree.regions[i] ?? -1;
    if (regions >= op.regions.length) refuse(`split ${i}: no regions ${regions}`);
    if (regions < 0 && Number.isNaN(tree.threshold[i])) refuse(`split ${i}: the threshold is NaN`);
    reach(tree.yes[i] ?? 0, i);
    reach(tree.no[i] ?? 0, i);
  }
}
