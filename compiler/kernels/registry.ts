import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { Op } from '#compiler/ir/op.ts';
import { mapKernel } from '#compiler/kernels/map/map-kernel.ts';
import { distancesKernel } from '#compiler/kernels/distances/distances-kernel.ts';
import { pairwiseCouplingKernel } from '#compiler/kernels/distances/pairwise-coupling-kernel.ts';
import { nearestKernel } from '#compiler/kernels/neighbours/nearest-kernel.ts';
import { lowerTextKernel, ngramsKernel, tokensKernel } from '#compiler/kernels/text/ngrams-kernel.ts';
import { lookupKernel } from '#compiler/kernels/strings/lookup-kernel.ts';
import { oneHotKernel } from '#compiler/kernels/strings/one-hot-kernel.ts';
import { stringEqualKernel } from '#compiler/kernels/strings/string-equal-kernel.ts';
import { argReduceKernel } from '#compiler/kernels/arg-reduce-kernel.ts';
import { cumulativeSumKernel } from '#compiler/kernels/cumulative-sum-kernel.ts';
import { gatherKernel } from '#compiler/kernels/gather-kernel.ts';
import { matmulKernel } from '#compiler/kernels/matmul/matmul-kernel.ts';
import { moveKernel } from '#compiler/kernels/move-kernel.ts';
import { reduceKernel } from '#compiler/kernels/reduce-kernel.ts';
import { scatterKernel } from '#compiler/kernels/scatter-kernel.ts';
import { topKKernel } from '#compiler/kernels/top-k-kernel.ts';
import { treesKernel } from '#compiler/kernels/trees/trees-kernel.ts';

/** The code of one operation. */
export function emitKernel(op: Op, context: KernelContext): FunctionReference | null {
  switch (op.kind) {
    case 'map':
      return mapKernel(op, context);
    case 'reshape':
      return null;
    case 'matmul':
      return matmulKernel(op, context);
    case 'reduce':
      return reduceKernel(op, context);
    case 'arg-reduce':
      return argReduceKernel(op, context);
    case 'transpose':
    case 'slice':
    case 'concat':
    case 'expand':
    case 'pad':
      return moveKernel(op, context);
    case 'gather':
    case 'gather-elements':
    case 'gather-nd':
      return gatherKernel(op, context);
    case 'scatter-elements':
    case 'scatter-nd':
      return scatterKernel(op, context);
    case 'top-k':
      return topKKernel(op, context);
    case 'cumulative-sum':
      return cumulativeSumKernel(op, context);
    case 'lookup':
      return lookupKernel(op, context);
    case 'one-hot':
      return oneHotKernel(op, context);
    case 'string-equal':
      return stringEqualKernel(op, context);
    case 'ngrams':
      return ngramsKernel(op, context);
    case 'tokens':
      return tokensKernel(op, context);
    case 'lower-text':
      return lowerTextKernel(op, context);
    case 'distances':
      return distancesKernel(op, context);
    case 'pairwise-coupling':
      return pairwiseCouplingKernel(op, context);
    case 'nearest':
      return nearestKernel(op, context);
    case 'trees':
      return treesKernel(op, context);
  }
}
