import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { L } from '#compiler/assembler/values.ts';
import type { MathContext } from '#compiler/kernels/math/double-double.ts';

/** Bits of 2/π that are kept: more than the largest exponent and 192. */
const BITS = 1280;
/** Zeros before them, so that a window may begin before the point. */
const ZEROS = 64;
const LIMBS = 6;

/**
 * A function (x: f64, which: i32) → f64 for a finite x ≥ 2²⁰, after Payne and Hanek, *Radian reduction for trigonometric
 * functions*, ACM SIGNUM Newsletter 18 (1983): x · 2/π = 4n + k + t with whole n and k and |t| ≤ 1/2. `which` 0: k; 1 and
 * 2: t in two parts, its error below 2⁻¹¹⁰.
 */
export function quarterTurns({ module, constants }: MathContext): FunctionReference {
  const table = constants.place(twoOverPi());
  return module.func({ params: ['f64', 'i32'], result: 'f64' }, (f) => {
    const bits = f.var(f.paramF64(0).bits());
    const mantissa = f.var(bits.and(0xfffffffffffffn).or(0x10000000000000n));
    // x = mantissa · 2^exponent. What stands before bit exponent − 1 of 2/π gives multiples of 4.
    const exponent = f.var(bits.shrU(52n).toI32().sub(1075));
    const start = f.var(exponent.add(ZEROS - 2));
    const address = f.var(start.shrU(5).shl(2).add(table));
    const shift = f.var(start.and(31).toI64U());
    const window = Array.from({ length: LIMBS }, (_, i) => {
      const both = address
        .i32(4 * i)
        .toI64U()
        .shl(32n)
        .or(address.i32(4 * i + 4).toI64U());
      return f.var(both.shl(shift).shrU(32n));
    }).toReversed();
    const low = f.var(mantissa.and(0xffffffffn));
    const high = f.var(mantissa.shrU(32n));
    const product: L[] = [];
    let carry = L.of(0n);
    for (const limb of window) {
      const sum = f.var(limb.mul(low).add(carry));
      product.push(f.var(sum.and(0xffffffffn)));
      carry = f.var(sum.shrU(32n));
    }
    carry = L.of(0n);
    for (let i = 1; i < LIMBS; i++) {
      const sum = f.var(
        (window[i - 1] ?? carry)
          .mul(high)
          .add(product[i] ?? carry)
          .add(carry),
      );
      product[i] = f.var(sum.and(0xffffffffn));
      carry = f.var(sum.shrU(32n));
    }
    const limb = (i: number): L => product[i] ?? L.of(0n);
    // The point stands after the two highest bits.
    const top = f.var(limb(5).shl(32n).or(limb(4)));
    const next = f.var(limb(3).shl(32n).or(limb(2)));
    const fraction = f.var(top.shl(2n).or(next.shrU(62n)));
    const rest = f.var(next.shl(2n).or(limb(1).shrU(30n)));
    const whole = f.var(top.shrU(62n).add(fraction.shrU(63n)));
    f.if(f.param(1).eqz(), () => f.return(f.var(whole.toF64())));
    const head = f.var(fraction.toF64());
    f.if(f.param(1).eq(1), () => f.return(f.var(head.mul(2 ** -64))));
    const left = f.var(fraction.sub(head.truncS64()).toF64());
    f.return(f.var(left.add(rest.toF64U().mul(2 ** -64)).mul(2 ** -64)));
  });
}

/** The bits of 2/π after as many zeros, in words of 32, the highest first. */
function twoOverPi(): Uint8Array {
  words ??= makeWords();
  return words;
}
let words: Uint8Array | null = null;

function makeWords(): Uint8Array {
  const value = (2n << BigInt(2 * BITS + 64)) / wide();
  const out = new DataView(new ArrayBuffer((ZEROS + BITS) / 8 + 32));
  for (let i = 0; i < BITS / 32; i++) {
    const word = (value >> BigInt(BITS - 32 * (i + 1))) & 0xffffffffn;
    out.setUint32(ZEROS / 8 + 4 * i, Number(word), true);
  }
  return new Uint8Array(out.buffer);
}

/** π · 2^(BITS + 64), by Machin's formula. */
function wide(): bigint {
  const scale = 1n << BigInt(BITS + 128);
  const arctanOfInverse = (n: bigint): bigint => {
    let power = scale / n;
    let sum = power;
    for (let k = 3n; power !== 0n; k += 2n) {
      power /= n * n;
      sum += k % 4n === 3n ? -(power / k) : power / k;
    }
    return sum;
  };
  return (16n * arctanOfInverse(5n) - 4n * arctanOfInverse(239n)) >> 64n;
}
