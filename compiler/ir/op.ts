import type { TensorType } from '#compiler/ir/tensor.ts';
import {
  inferLookup,
  inferOneHot,
  inferStringEqual,
  type LookupOp,
  type OneHotOp,
  type StringEqualOp,
} from '#compiler/ir/lookup-op.ts';
import {
  inferDistances,
  inferPairwiseCoupling,
  type DistancesOp,
  type PairwiseCouplingOp,
} from '#compiler/ir/distances-op.ts';
import { inferMap, type MapOp } from '#compiler/ir/map-op.ts';
import {
  inferLowerText,
  inferNgrams,
  inferTokens,
  type LowerTextOp,
  type NgramsOp,
  type TokensOp,
} from '#compiler/ir/ngrams-op.ts';
import { inferNearest, type NearestOp } from '#compiler/ir/nearest-op.ts';
import { inferReshape, type ReshapeOp } from '#compiler/ir/reshape-op.ts';
import { inferTrees, type TreesOp } from '#compiler/ir/trees-op.ts';
import { inferGather, inferScatter, type GatherOp, type ScatterOp } from '#compiler/ir/gather-op.ts';
import { inferMatmul, type MatmulOp } from '#compiler/ir/matmul-op.ts';
import { inferMove, type MoveOp } from '#compiler/ir/move-op.ts';
import { inferCumulativeSum, inferTopK, type CumulativeSumOp, type TopKOp } from '#compiler/ir/order-op.ts';
import { inferArgReduce, inferReduce, type ArgReduceOp, type ReduceOp } from '#compiler/ir/reduce-op.ts';

/** Every operation of the intermediate form. What is added here needs `infer…` here and a kernel in kernels/registry.ts. */
export type Op =
  | MapOp
  | ReshapeOp
  | LookupOp
  | OneHotOp
  | StringEqualOp
  | MatmulOp
  | ReduceOp
  | ArgReduceOp
  | MoveOp
  | GatherOp
  | ScatterOp
  | TopKOp
  | CumulativeSumOp
  | TreesOp
  | DistancesOp
  | PairwiseCouplingOp
  | NearestOp
  | NgramsOp
  | TokensOp
  | LowerTextOp;

/** The types of a node's outputs. `CompileError` `shape`, naming `origin`, where the inputs do not fit. */
export function inferOutputs(op: Op, inputs: readonly TensorType[], origin: string): readonly TensorType[] {
  switch (op.kind) {
    case 'map':
      return inferMap(op, inputs, origin);
    case 'reshape':
      return inferReshape(op, inputs, origin);
    case 'matmul':
      return inferMatmul(op, inputs, origin);
    case 'reduce':
      return inferReduce(op, inputs, origin);
    case 'arg-reduce':
      return inferArgReduce(op, inputs, origin);
    case 'transpose':
    case 'slice':
    case 'concat':
    case 'expand':
    case 'pad':
      return inferMove(op, inputs, origin);
    case 'gather':
    case 'gather-elements':
    case 'gather-nd':
      return inferGather(op, inputs, origin);
    case 'scatter-elements':
    case 'scatter-nd':
      return inferScatter(op, inputs, origin);
    case 'top-k':
      return inferTopK(op, inputs, origin);
    case 'cumulative-sum':
      return inferCumulativeSum(op, inputs, origin);
    case 'lookup':
      return inferLookup(op, inputs, origin);
    case 'one-hot':
      return inferOneHot(op, inputs, origin);
    case 'string-equal':
      return inferStringEqual(inputs, origin);
    case 'ngrams':
      return inferNgrams(op, inputs, origin);
    case 'tokens':
      return inferTokens(inputs, origin);
    case 'lower-text':
      return inferLowerText(inputs, origin);
    case 'distances':
      return inferDistances(op, inputs, origin);
    case 'pairwise-coupling':
      return inferPairwiseCoupling(op, inputs, origin);
    case 'nearest':
      return inferNearest(op, inputs, origin);
    case 'trees':
      return inferTrees(op, inputs, origin);
  }
}
