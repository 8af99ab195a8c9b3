import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { Op } from '#compiler/ir/op.ts';
import { mapKernel } from '#compiler/kernels/map-kernel.ts';

/** The code of one operation. */
export function emitKernel(op: Op, context: KernelContext): FunctionReference | null {
  switch (op.kind) {
    case 'map':
      return mapKernel(op, context);
    case 'reshape':
      return null;
  }
}
