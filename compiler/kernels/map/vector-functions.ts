import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import type { ScalarFunction } from '#compiler/ir/map-op.ts';
import type { DType } from '#compiler/ir/tensor.ts';

/** What one vector of four f32 is of one or two; a mask for comparisons. `null` where the scalar loop must do it. */
export function vectorF32(name: ScalarFunction, a: V, b: V | undefined): V | null {
  if (b === undefined) {
    switch (name) {
      case 'neg':
        return a.negF32();
      case 'abs':
        return a.absF32();
      case 'sqrt':
        return a.sqrtF32();
      case 'floor':
        return a.floorF32();
      case 'ceil':
        return a.ceilF32();
      case 'trunc':
        return a.truncF32();
      case 'round-even':
        return a.nearestF32();
      case 'is-nan':
        return a.neF32(a);
      default:
        return null;
    }
  }
  switch (name) {
    case 'add':
      return a.addF32(b);
    case 'sub':
      return a.subF32(b);
    case 'mul':
      return a.mulF32(b);
    case 'div':
      return a.divF32(b);
    case 'min':
      return a.minF32(b);
    case 'max':
      return a.maxF32(b);
    case 'eq':
      return a.eqF32(b);
    case 'lt':
      return a.ltF32(b);
    case 'le':
      return a.leF32(b);
    default:
      return null;
  }
}

/** As `vectorF32`, of two f64. */
export function vectorF64(name: ScalarFunction, a: V, b: V | undefined): V | null {
  if (b === undefined) {
    switch (name) {
      case 'neg':
      case 'abs':
      case 'sqrt':
      case 'floor':
      case 'ceil':
      case 'trunc':
        return a[name]();
      case 'round-even':
        return a.nearest();
      case 'is-nan':
        return a.ne(a);
      default:
        return null;
    }
  }
  switch (name) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'max':
    case 'eq':
    case 'lt':
    case 'le':
      return a[name](b);
    default:
      return null;
  }
}

/** As `vectorF32`, of integers of at most 32 bits and of bool; only i32 is computed with, the others are compared. */
export function vectorI32(name: ScalarFunction, dtype: DType, a: V, b: V | undefined): V | null {
  if (dtype === 'bool') return vectorBool(name, a, b);
  if (b === undefined) return name === 'neg' && dtype === 'i32' ? V.i32(0).subI32(a) : null;
  if (name === 'eq') return a.eqI32(b);
  if (dtype === 'u32') return null;
  switch (name) {
    case 'lt':
      return a.ltI32(b);
    case 'le':
      return a.gtI32(b).not();
    case 'min':
      return a.minI32(b);
    case 'max':
      return a.maxI32(b);
    default:
      break;
  }
  if (dtype !== 'i32') return null;
  switch (name) {
    case 'add':
      return a.addI32(b);
    case 'sub':
      return a.subI32(b);
    case 'mul':
      return a.mulI32(b);
    default:
      return null;
  }
}

/** As `vectorF32`, of two 64-bit integers. */
export function vectorI64(name: ScalarFunction, dtype: DType, a: V, b: V | undefined): V | null {
  if (b === undefined) return name === 'neg' ? V.i64(0, 0).subI64(a) : null;
  switch (name) {
    case 'add':
      return a.addI64(b);
    case 'sub':
      return a.subI64(b);
    case 'mul':
      return a.mulI64(b);
    case 'eq':
      return a.eqI64(b);
    case 'lt':
      return dtype === 'i64' ? a.ltI64(b) : null;
    case 'le':
      return dtype === 'i64' ? a.gtI64(b).not() : null;
    default:
      return null;
  }
}

/** `f.var` of every part, `null` where one is. */
export function keepAll(f: FunctionBuilder, parts: readonly (V | null)[]): readonly V[] | null {
  const all = parts.filter((part) => part !== null);
  return all.length === parts.length ? all.map((part) => f.var(part)) : null;
}

function vectorBool(name: ScalarFunction, a: V, b: V | undefined): V | null {
  if (b === undefined) return null;
  switch (name) {
    case 'and':
      return a.and(b);
    case 'or':
      return a.or(b);
    case 'xor':
      return a.xor(b);
    case 'eq':
      return a.eqI32(b);
    default:
      return null;
  }
}
