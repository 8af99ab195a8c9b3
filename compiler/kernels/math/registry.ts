import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { ScalarFunction } from '#compiler/ir/map-op.ts';

/** What a mathematical function needs of a module: a place for its tables, and to be made once. */
export type MathContext = Pick<KernelContext, 'module' | 'constants' | 'shared'>;

export function findMath(
  _name: ScalarFunction,
  _dtype: 'f32' | 'f64',
  _context: MathContext,
): FunctionReference | null {
  return null;
}
