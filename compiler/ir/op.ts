import type { TensorType } from '#compiler/ir/tensor.ts';
import {
  inferLookup,
  inferOneHot,
  inferStringEqual,
  type LookupOp,
  type OneHotOp,
  type StringEqualOp,
} from '#compiler/ir/lookup-op.ts';
import { inferMap, type MapOp } from '#compiler/ir/map-op.ts';
import { inferReshape, type ReshapeOp } from '#compiler/ir/reshape-op.ts';

/** Every operation of the intermediate form. What is added here needs `infer…` here and a kernel in kernels/registry.ts. */
export type Op = MapOp | ReshapeOp | LookupOp | OneHotOp | StringEqualOp;

/** The types of a node's outputs. `CompileError` `shape`, naming `origin`, where the inputs do not fit. */
export function inferOutputs(op: Op, inputs: readonly TensorType[], origin: string): readonly TensorType[] {
  switch (op.kind) {
    case 'map':
      return inferMap(op, inputs, origin);
    case 'reshape':
      return inferReshape(op, inputs, origin);
    case 'lookup':
      return inferLookup(op, inputs, origin);
    case 'one-hot':
      return inferOneHot(op, inputs, origin);
    case 'string-equal':
      return inferStringEqual(inputs, origin);
  }
}
