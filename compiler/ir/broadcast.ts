import { CompileError } from '#compiler/errors.ts';

/** The shape that `shapes` broadcast to, as in numpy; `CompileError` `shape` where they do not. */
export function broadcast(shapes: readonly (readonly number[])[], origin: string): number[] {
  const rank = Math.max(0, ...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) => {
    const sizes = shapes.map((shape) => shape[axis - rank + shape.length] ?? 1);
    const size = sizes.find((candidate) => candidate !== 1) ?? 1;
    if (sizes.some((candidate) => candidate !== 1 && candidate !== size)) {
      throw new CompileError(
        'shape',
        `${origin}: ${shapes.map((s) => `[${s.join(',')}]`).join(' and ')} do not broadcast`,
      );
    }
    return size;
  });
}
