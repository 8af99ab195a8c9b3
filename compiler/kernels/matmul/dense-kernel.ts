import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import type { KernelContext, Operand } from '#compiler/emit/kernel.ts';
import { ELEMENT_BYTES } from '#compiler/ir/tensor.ts';
import { LANES, type PackedMatrix } from '#compiler/kernels/matmul/packed-matrix.ts';

/**
 * Sums that are computed together, as rows by the vectors of a panel: what fits sixteen registers, and enough of them that no
 * addition waits for another.
 */
const TILE_SUMS = 8;
/**
 * Steps of the inner index in one turn of the loop. Between two of them stands a way out: Cranelift puts all loads of a
 * straight piece of code first, and with those of several steps the sums no longer fit the registers. At every turn the engine
 * looks at fuel and clock, and the sums go through memory for it: many steps for tiles of wide panels, few where size counts.
 */
const STEPS = { wide: 16, other: 4 } as const;

/** Rows of an array by a packed constant matrix. */
export type DenseProduct = {
  readonly matrix: PackedMatrix;
  /** Rows [k] one after another: `rowsPerCase` of them for each case. */
  readonly rows: Operand;
  readonly rowsPerCase: number;
  /** Rows [n], likewise. */
  readonly output: Operand;
};

/** Where the code stands: the first row, the first panel, the first element of the result. */
type Place = { readonly a: I; readonly b: I; readonly out: I };

/** Each output by one accumulator with the inner index ascending, so a row's bits do not depend on its neighbours. */
export function denseKernel(context: KernelContext, product: DenseProduct): FunctionReference {
  const { matrix, rows, rowsPerCase, output } = product;
  const bytes = ELEMENT_BYTES[matrix.dtype];
  const [aRow, outRow] = [matrix.k * bytes, matrix.n * bytes];
  const panelBytes = matrix.k * matrix.width * bytes;
  const panelOut = matrix.width * bytes;
  const whole = Math.floor(matrix.n / matrix.width);
  const base = context.constants.place(matrix.bytes, 64);
  return context.module.func({ params: ['i32'], result: null }, (f) => {
    const count = f.var(f.param(0).mul(rowsPerCase));
    const panel = (columns: number, b: I, start: I): void => {
      const together = TILE_SUMS / 2 ** Math.ceil(Math.log2(Math.ceil(columns / LANES[matrix.dtype])));
      const a = f.let(I.of(rows.address));
      const out = f.let(start);
      const tiles = (tileRows: number): void => {
        emitTile(f, matrix, tileRows, columns, { a: a.get, b, out: out.get });
        f.set(a, a.get.add(tileRows * aRow));
        f.set(out, out.get.add(tileRows * outRow));
      };
      for (const [turns, tileRows] of [
        [count.shrU(Math.log2(together)), together],
        [count.and(together - 1), 1],
      ] as const) {
        f.if(turns, () => f.times(turns, () => tiles(tileRows)));
      }
    };
    if (whole > 0) {
      f.times(I.of(whole), (turn) => {
        const b = f.var(turn.mul(panelBytes).add(base));
        panel(matrix.width, b, f.var(turn.mul(panelOut).add(output.address)));
      });
    }
    const left = matrix.n - whole * matrix.width;
    if (left > 0) {
      f.scope(() =>
        panel(left, f.var(I.of(base + whole * panelBytes)), I.of(output.address + whole * panelOut)),
      );
    }
  });
}

/** `rows` rows by one panel with so many columns. */
function emitTile(
  f: FunctionBuilder,
  { dtype, k, n, width }: PackedMatrix,
  rows: number,
  columns: number,
  { a, b, out }: Place,
): void {
  const bytes = ELEMENT_BYTES[dtype];
  const lanes = LANES[dtype];
  const step = width * bytes;
  const vectors = Array.from({ length: Math.ceil(columns / lanes) }, (_, v) => ({
    at: v * 16,
    stored: Math.min(lanes, columns - v * lanes),
  }));
  const turn = columns > 2 * lanes && rows > 1 ? STEPS.wide : STEPS.other;
  const steps = Math.ceil(k / Math.max(1, Math.round(k / turn)));
  f.scope(() => {
    const zero = dtype === 'f32' ? V.f32(0) : V.f64(0);
    const sums = Array.from({ length: rows }, () => vectors.map(() => f.let(zero)));
    const [left, right] = [f.let(a), f.let(b)];
    const one = (at: number): void =>
      f.scope(() => {
        const cells = vectors.map((vector) => f.var(right.get.v128(vector.at + at * step)));
        sums.forEach((row, r) => {
          const offset = r * k * bytes + at * bytes;
          const x = f.var(dtype === 'f32' ? left.get.f32(offset).splatF32() : left.get.f64(offset).splat());
          row.forEach((sum, v) => {
            const cell = cells[v] ?? x;
            f.set(sum, dtype === 'f32' ? sum.get.addF32(x.mulF32(cell)) : sum.get.add(x.mul(cell)));
          });
        });
      });
    const remaining = f.let(I.of(k));
    if (k > 0) {
      f.block((done) =>
        f.loop((again) => {
          for (let at = 0; at < steps; at++) {
            one(at);
            if (at < steps - 1) f.branchIf(done, remaining.get.eq(at + 1));
          }
          f.set(left, left.get.add(steps * bytes));
          f.set(right, right.get.add(steps * step));
          f.set(remaining, remaining.get.sub(steps));
          f.branchIf(again, remaining.get);
        }),
      );
    }
    sums.forEach((row, r) =>
      row.forEach((sum, v) => {
        const vector = vectors[v] ?? { at: 0, stored: 0 };
        storeFirst(f, out, sum.get, vector.stored * bytes, r * n * bytes + vector.at);
      }),
    );
  });
}

/** Stores the first `bytes` bytes of a vector: a multiple of 4. */
function storeFirst(f: FunctionBuilder, address: I, vector: V, bytes: number, offset: number): void {
  if (bytes === 16) f.storeV128(address, vector, offset);
  else {
    if (bytes >= 8) f.storeLane(address, vector, 0, offset);
    if (bytes % 8 === 4) f.storeLane32(address, vector, bytes === 12 ? 2 : 0, offset + bytes - 4);
  }
}
