import { CompileError } from '#compiler/errors.ts';
import { toAxis } from '#compiler/ir/axis.ts';
import { toTypeText, type TensorType } from '#compiler/ir/tensor.ts';

/**
 * Elements by index; inputs: data, indices (i32 or i64). An index counts from the end when it is negative; one outside
 * the axis is a trap at run time, and with it no result at all.
 */
export type GatherOp =
  /** Slices of data along `axis`: that axis is replaced by the axes of indices. */
  | { readonly kind: 'gather'; readonly axis: number }
  /** One element for each index, at the index's own place but along `axis`. */
  | { readonly kind: 'gather-elements'; readonly axis: number }
  /** The last axis of indices is a place in data's axes from `batchDims` on; the first `batchDims` axes are shared. */
  | { readonly kind: 'gather-nd'; readonly batchDims: number };

/** How an update meets what is there: it replaces it (the last one stays), or is combined with it, in order. */
export type ScatterReduction = 'none' | 'add' | 'mul' | 'max' | 'min';

/** Inputs: data, indices (i32 or i64, as for gathering), updates. A copy of data, changed at the indices. */
export type ScatterOp =
  | { readonly kind: 'scatter-elements'; readonly axis: number; readonly reduction: ScatterReduction }
  | { readonly kind: 'scatter-nd'; readonly reduction: ScatterReduction };

export function inferGather(
  op: GatherOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const refuse = refusal(op.kind, inputs, origin);
  const [data, indices] = inputs;
  if (data === undefined || indices === undefined || !isIndex(indices)) return refuse();
  const { dtype, shape } = data;
  switch (op.kind) {
    case 'gather': {
      const axis = toAxis(op.axis, shape.length, origin);
      return [{ dtype, shape: [...shape.slice(0, axis), ...indices.shape, ...shape.slice(axis + 1)] }];
    }
    case 'gather-elements': {
      if (!fitsElements(data, indices, toAxis(op.axis, shape.length, origin))) return refuse();
      return [{ dtype, shape: indices.shape }];
    }
    case 'gather-nd': {
      const depth = op.batchDims + (indices.shape.at(-1) ?? Infinity);
      const batch = shape.slice(0, op.batchDims);
      const same = batch.every((size, i) => size === indices.shape[i]);
      if (!same || depth > shape.length || op.batchDims >= indices.shape.length) return refuse();
      return [{ dtype, shape: [...indices.shape.slice(0, -1), ...shape.slice(depth)] }];
    }
  }
}

export function inferScatter(
  op: ScatterOp,
  inputs: readonly TensorType[],
  origin: string,
): readonly TensorType[] {
  const refuse = refusal(op.kind, inputs, origin);
  const [data, indices, updates] = inputs;
  if (data === undefined || indices === undefined || updates === undefined) return refuse();
  const numbers = data.dtype !== 'string' && data.dtype !== 'bool';
  if (!isIndex(indices) || updates.dtype !== data.dtype) return refuse();
  if (op.reduction !== 'none' && !numbers) return refuse();
  const expected =
    op.kind === 'scatter-elements'
      ? indices.shape
      : [...indices.shape.slice(0, -1), ...data.shape.slice(indices.shape.at(-1) ?? Infinity)];
  const fits =
    op.kind === 'scatter-elements'
      ? fitsElements(data, indices, toAxis(op.axis, data.shape.length, origin))
      : indices.shape.length > 0 && (indices.shape.at(-1) ?? 0) <= data.shape.length;
  if (!fits || expected.join() !== updates.shape.join()) return refuse();
  return [data];
}

function fitsElements(data: TensorType, indices: TensorType, axis: number): boolean {
  return (
    data.shape.length === indices.shape.length &&
    indices.shape.every((size, i) => i === axis || size <= (data.shape[i] ?? 0))
  );
}

function isIndex({ dtype }: TensorType): boolean {
  return dtype === 'i32' || dtype === 'i64';
}

function refusal(kind: string, inputs: readonly TensorType[], origin: string): () => never {
  return () => {
    throw new CompileError('shape', `${origin}: ${kind} of ${inputs.map(toTypeText).join(' and ')}`);
  };
}
