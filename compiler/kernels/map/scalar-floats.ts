import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, type I } from '#compiler/assembler/values.ts';
import type { ScalarFunction } from '#compiler/ir/map-op.ts';

/** A function of f32 that one instruction, or a few, compute; `null` where there is none. */
export function float32(f: FunctionBuilder, name: ScalarFunction, a: F, b: F | undefined): F | I | null {
  const keep = (value: F): F => f.var(value);
  const sign = (): F => f.var(a.ne(a).or(a.eq(0)).pick(a, F.of(1).copysign(a)));
  const value = b === undefined ? unary(name, a, sign, keep) : binary(name, a, b, keep);
  return value ?? test(f, name, a, b);
}

/** As `float32`, of f64. */
export function float64(f: FunctionBuilder, name: ScalarFunction, a: D, b: D | undefined): D | I | null {
  const keep = (value: D): D => f.var(value);
  const sign = (): D => f.var(a.ne(a).or(a.eq(0)).pick(a, D.of(1).copysign(a)));
  const value = b === undefined ? unary(name, a, sign, keep) : binary(name, a, b, keep);
  return value ?? test(f, name, a, b);
}

type Binary = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max';
type Unary = 'neg' | 'abs' | 'sqrt' | 'floor' | 'ceil' | 'trunc' | 'nearest';
type Test = 'eq' | 'ne' | 'lt' | 'le';
/** What `F` and `D` have in common. */
type Float<T> = Readonly<Record<Binary, (other: T) => T>> &
  Readonly<Record<Unary, () => T>> &
  Readonly<Record<Test, (other: T) => I>>;

function unary<T extends Float<T>>(
  name: ScalarFunction,
  a: T,
  sign: () => T,
  keep: (value: T) => T,
): T | null {
  switch (name) {
    case 'neg':
    case 'abs':
    case 'sqrt':
    case 'floor':
    case 'ceil':
    case 'trunc':
      return keep(a[name]());
    case 'round-even':
      return keep(a.nearest());
    case 'sign':
      return sign();
    default:
      return null;
  }
}

function binary<T extends Float<T>>(name: ScalarFunction, a: T, b: T, keep: (value: T) => T): T | null {
  switch (name) {
    case 'add':
    case 'sub':
    case 'mul':
    case 'div':
    case 'min':
    case 'max':
      return keep(a[name](b));
    default:
      return null;
  }
}

function test<T extends Float<T>>(
  f: FunctionBuilder,
  name: ScalarFunction,
  a: T,
  b: T | undefined,
): I | null {
  if (b === undefined) return name === 'is-nan' ? f.var(a.ne(a)) : null;
  switch (name) {
    case 'eq':
    case 'lt':
    case 'le':
      return f.var(a[name](b));
    default:
      return null;
  }
}
