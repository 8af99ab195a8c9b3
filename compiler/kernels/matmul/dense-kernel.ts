import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I, V } from '#compiler/assembler/values.ts';
import type { KernelContext, Operand } from '#compiler/emit/kernel.ts';
import { ELEMENT_BYTES } from '#compiler/ir/tensor.ts';
import { LANES, PANEL_VECTORS, type PackedMatrix } from '#compiler/kernels/matmul/packed-matrix.ts';

/** Rows that are computed together, each with the vectors of one panel: what fits sixteen registers. */
const TILE_ROWS = 4;
/** Panels that one row is computed with together, so that additions do not wait for each other. */
const ROW_PANELS = 2;
/**
 * Steps of the inner index in one turn of the loop. Between two of them stands a way out: Cranelift puts all loads of a
 * straight piece of code first, and with those of several steps the sums no longer fit the registers.
 */
const STEPS = 4;

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
  const panels = Math.ceil(matrix.n / matrix.width);
  const whole = Math.floor(matrix.n / matrix.width);
  const base = context.constants.place(matrix.bytes, 64);
  return context.module.func({ params: ['i32'], result: null }, (f) => {
    const count = f.var(f.param(0).mul(rowsPerCase));
    /** `body` for one panel after another: the whole ones in a loop of `together`, then what is left. */
    const eachPanel = (
      together: number,
      body: (panels: number, first: number, b: I, out: I) => void,
    ): void => {
      const turns = Math.floor(whole / together);
      if (turns > 0) {
        f.times(I.of(turns), (turn) => {
          const b = f.var(turn.mul(panelBytes * together).add(base));
          body(together, 0, b, f.var(turn.mul(panelOut * together).add(output.address)));
        });
      }
      const done = turns * together;
      if (done === panels) return;
      f.scope(() => {
        const b = f.var(I.of(base + done * panelBytes));
        body(panels - done, done, b, f.var(I.of(output.address + done * panelOut)));
      });
    };
    /** As many columns as panel `first + i` has; in a loop all panels are whole. */
    const columnsOf = (panel: number): number => Math.min(matrix.width, matrix.n - panel * matrix.width);
    const tile = (tileRows: number, group: number, first: number, place: Place): void =>
      emitTile(
        f,
        matrix,
        tileRows,
        Array.from({ length: group }, (_, i) => columnsOf(first + i)),
        place,
      );
    f.if(
      count.ltU(TILE_ROWS),
      () =>
        f.times(count, (row) => {
          const a = f.var(row.mul(aRow).add(rows.address));
          const ahead = f.var(row.mul(outRow));
          eachPanel(ROW_PANELS, (group, first, b, out) =>
            tile(1, group, first, { a, b, out: f.var(out.add(ahead)) }),
          );
        }),
      () =>
        eachPanel(1, (group, first, b, start) => {
          const a = f.let(I.of(rows.address));
          const out = f.let(start);
          f.times(count.shrU(Math.log2(TILE_ROWS)), () => {
            tile(TILE_ROWS, group, first, { a: a.get, b, out: out.get });
            f.set(a, a.get.add(TILE_ROWS * aRow));
            f.set(out, out.get.add(TILE_ROWS * outRow));
          });
          f.if(count.and(TILE_ROWS - 1), () =>
            f.times(count.and(TILE_ROWS - 1), () => {
              tile(1, group, first, { a: a.get, b, out: out.get });
              f.set(a, a.get.add(aRow));
              f.set(out, out.get.add(outRow));
            }),
          );
        }),
    );
  });
}

/** `rows` rows by panels that follow each other, with so many columns each. */
function emitTile(
  f: FunctionBuilder,
  { dtype, k, n, width }: PackedMatrix,
  rows: number,
  columns: readonly number[],
  { a, b, out }: Place,
): void {
  const bytes = ELEMENT_BYTES[dtype];
  const lanes = LANES[dtype];
  const step = width * bytes;
  const vectors = columns.flatMap((count, panel) =>
    Array.from({ length: PANEL_VECTORS }, (_, v) => ({
      from: panel * k * step + v * 16,
      to: panel * step + v * 16,
      stored: Math.min(lanes, count - v * lanes),
    })).filter(({ stored }) => stored > 0),
  );
  f.scope(() => {
    const zero = dtype === 'f32' ? V.f32(0) : V.f64(0);
    const sums = Array.from({ length: rows }, () => vectors.map(() => f.let(zero)));
    const [left, right] = [f.let(a), f.let(b)];
    const one = (at: number): void =>
      f.scope(() => {
        const cells = vectors.map(({ from }) => f.var(right.get.v128(from + at * step)));
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
          for (let at = 0; at < STEPS; at++) {
            one(at);
            if (at < STEPS - 1) f.branchIf(done, remaining.get.eq(at + 1));
          }
          f.set(left, left.get.add(STEPS * bytes));
          f.set(right, right.get.add(STEPS * step));
          f.set(remaining, remaining.get.sub(STEPS));
          f.branchIf(again, remaining.get);
        }),
      );
    }
    sums.forEach((row, r) =>
      row.forEach((sum, v) => {
        const { to, stored } = vectors[v] ?? { to: 0, stored: 0 };
        storeFirst(f, out, sum.get, stored * bytes, r * n * bytes + to);
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
