import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { V } from '#compiler/assembler/values.ts';
import type { DType } from '#compiler/ir/tensor.ts';
import { eachI64, narrowMask, widenMask, type Lanes } from '#compiler/kernels/map/lanes.ts';

/** `value` of type `from` as `to`, the same as `castScalar`; `null` where the scalar loop must do it. */
export function castLanes(f: FunctionBuilder, value: Lanes, from: DType, to: DType): Lanes | null {
  if (from === to) return value;
  if (from === 'bool') return ofBool(f, value[0], to);
  switch (to) {
    case 'bool':
      return toBool(f, value, from);
    case 'f32':
      return toF32(f, value, from);
    case 'f64':
      return toF64(f, value, from);
    case 'i32':
    case 'i16':
    case 'u16':
    case 'i8':
    case 'u8':
      return toInteger(f, value, from, to);
    default:
      return null;
  }
}

function isSmall(dtype: DType): boolean {
  return dtype === 'i8' || dtype === 'u8' || dtype === 'i16' || dtype === 'u16' || dtype === 'i32';
}

function ofBool(f: FunctionBuilder, mask: V, to: DType): Lanes | null {
  if (to === 'string') return null;
  if (to === 'f32') return [f.var(mask.and(V.f32(1)))];
  if (to !== 'f64' && to !== 'i64' && to !== 'u64') return [f.var(mask.and(V.i32(1)))];
  const one = to === 'f64' ? V.f64(1) : V.i64(1, 0);
  const [low, high] = widenMask(f, mask);
  return [f.var(low.and(one)), f.var(high.and(one))];
}

function toBool(f: FunctionBuilder, [low, high]: Lanes, from: DType): Lanes | null {
  if (from === 'f32') return [f.var(low.neF32(V.f32(0)))];
  if (high === undefined) return [f.var(low.eqI32(V.i32(0)).not())];
  const zero = V.i64(0, 0);
  if (from !== 'f64') return [f.var(narrowMask(low.eqI64(zero).not(), high.eqI64(zero).not()))];
  return [f.var(narrowMask(low.ne(V.f64(0)), high.ne(V.f64(0))))];
}

function toF32(f: FunctionBuilder, [low, high]: Lanes, from: DType): Lanes | null {
  if (isSmall(from)) return [f.var(low.i32ToF32())];
  if (high === undefined || (from !== 'f64' && from !== 'i64')) return null;
  if (from === 'f64') return [f.var(low.demote().lanes(0, high.demote(), 0))];
  // Rounded once, to f32; an f32 is exact as an f64.
  const [a, b] = [low, high].map((part) => eachI64(f, part, (lane) => lane.toF32().toF64()));
  return a === undefined || b === undefined ? null : [f.var(a.demote().lanes(0, b.demote(), 0))];
}

function toF64(f: FunctionBuilder, [low, high]: Lanes, from: DType): Lanes | null {
  if (from === 'f32') return [f.var(low.promote()), f.var(low.lanes(1, low, 1).promote())];
  if (isSmall(from)) return [f.var(low.lowI32ToF64()), f.var(low.lanes(1, low, 1).lowI32ToF64())];
  if (high === undefined || from !== 'i64') return null;
  return [eachI64(f, low, (lane) => lane.toF64()), eachI64(f, high, (lane) => lane.toF64())];
}

const RANGE = { i8: [-128, 127], u8: [0, 255], i16: [-32768, 32767], u16: [0, 65535] } as const;

function toInteger(
  f: FunctionBuilder,
  [low, high]: Lanes,
  from: DType,
  to: 'i32' | keyof typeof RANGE,
): Lanes | null {
  if (from === 'f32' || from === 'f64') {
    if (from === 'f64' && high === undefined) return null;
    const whole = high === undefined ? low.f32ToI32() : low.f64ToI32().lanes(0, high.f64ToI32(), 0);
    if (to === 'i32') return [f.var(whole)];
    const [least, most] = RANGE[to];
    return [f.var(whole.maxI32(V.i32(least)).minI32(V.i32(most)))];
  }
  if (!isSmall(from)) return null;
  switch (to) {
    case 'i32':
      return [low];
    case 'i8':
      return [f.var(low.shlI32(24).shrSI32(24))];
    case 'i16':
      return [f.var(low.shlI32(16).shrSI32(16))];
    case 'u8':
      return [f.var(low.and(V.i32(0xff)))];
    case 'u16':
      return [f.var(low.and(V.i32(0xffff)))];
  }
}
