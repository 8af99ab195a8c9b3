import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { Op } from '#compiler/ir/op.ts';
import { mapKernel } from '#compiler/kernels/map-kernel.ts';
import { lookupKernel } from '#compiler/kernels/strings/lookup-kernel.ts';
import { oneHotKernel } from '#compiler/kernels/strings/one-hot-kernel.ts';
import { stringEqualKernel } from '#compiler/kernels/strings/string-equal-kernel.ts';

/** The code of one operation. */
export function emitKernel(op: Op, context: KernelContext): FunctionReference | null {
  switch (op.kind) {
    case 'map':
      return mapKernel(op, context);
    case 'reshape':
      return null;
    case 'lookup':
      return lookupKernel(op, context);
    case 'one-hot':
      return oneHotKernel(op, context);
    case 'string-equal':
      return stringEqualKernel(op, context);
  }
}
