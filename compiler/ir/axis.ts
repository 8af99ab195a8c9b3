import { CompileError } from '#compiler/errors.ts';

/** Axis −rank … rank − 1 as 0 … rank − 1; another is `CompileError` `shape`. */
export function toAxis(axis: number, rank: number, origin: string): number {
  if (!Number.isInteger(axis) || axis < -rank || axis >= rank) {
    throw new CompileError('shape', `${origin}: axis ${axis} of a tensor of rank ${rank}`);
  }
  return axis < 0 ? axis + rank : axis;
}

/** As `toAxis` for several, ascending; one that is named twice is refused. */
export function toAxes(axes: readonly number[], rank: number, origin: string): number[] {
  const found = axes.map((axis) => toAxis(axis, rank, origin)).toSorted((a, b) => a - b);
  if (new Set(found).size < found.length) {
    throw new CompileError('shape', `${origin}: axes [${axes.join(',')}] name one twice`);
  }
  return found;
}
