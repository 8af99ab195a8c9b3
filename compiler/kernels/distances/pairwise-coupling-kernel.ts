import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, F, I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import type { PairwiseCouplingOp } from '#compiler/ir/distances-op.ts';
import { ELEMENT_BYTES, elementsOf } from '#compiler/ir/tensor.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';

const MAX_ITERATIONS = 100;
const TOLERANCE = 0.005;

/** Working space, all f64: the pairs as a matrix r, Q, Q·p and p. */
type Work = {
  readonly count: number;
  readonly r: number;
  readonly q: number;
  readonly qp: number;
  readonly p: number;
};

/** libsvm's `multiclass_probability`, statement by statement. */
export const pairwiseCouplingKernel: Kernel<PairwiseCouplingOp> = (op, context) => {
  const { inputs, outputs, module, constants } = context;
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const count = op.classes;
  const work: Work = {
    count,
    r: constants.reserve(8 * count * count),
    q: constants.reserve(8 * count * count),
    qp: constants.reserve(8 * count),
    p: constants.reserve(8 * count),
  };
  const size = ELEMENT_BYTES[input.type.dtype];
  const rows = elementsOf(output.type.shape.slice(0, -1));
  const pairs = (count * (count - 1)) / 2;
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) =>
      f.times(I.of(rows), (line) => {
        const from = row.mul(input.rowBytes).add(input.address);
        const pair = f.let(line.mul(pairs * size).add(from));
        const to = row.mul(output.rowBytes).add(output.address);
        const target = f.var(line.mul(count * size).add(to));
        readPairs(f, work, () => {
          const value = loadElement(f, input.type.dtype, pair.get);
          f.set(pair, pair.get.add(size));
          return toF64(value);
        });
        couple(f, work);
        f.times(I.of(count), (i) => {
          const value = i.shl(3).add(work.p).f64();
          const at = f.var(i.mul(size).add(target));
          storeElement(f, output.type.dtype, at, output.type.dtype === 'f32' ? value.toF32() : value);
        });
      }),
    ),
  );
};

function toF64(value: I | D | F | { readonly type: 'i64' }): D {
  if (value instanceof D) return value;
  if (value instanceof F) return value.toF64();
  throw new RangeError('pairs are floats');
}

/** r(i,j) and r(j,i) = 1 − r(i,j), then Q. */
function readPairs(f: FunctionBuilder, { count, r, q, p }: Work, next: () => D): void {
  f.times(I.of(count - 1), (i) => {
    f.times(I.of(count - 1).sub(i), (step) => {
      const j = f.var(i.add(step).add(1));
      const value = f.var(next());
      f.storeF64(cell(count, r, i, j), value);
      f.storeF64(cell(count, r, j, i), D.of(1).sub(value));
    });
  });
  f.times(I.of(count), (i) => {
    f.storeF64(i.shl(3).add(p), D.of(1 / count));
    const sum = f.let(D.of(0));
    f.times(I.of(count), (j) => {
      f.if(i.ne(j), () => {
        const against = f.var(cell(count, r, j, i).f64());
        f.set(sum, sum.get.add(against.mul(against)));
        f.storeF64(cell(count, q, i, j), against.neg().mul(cell(count, r, i, j).f64()));
      });
    });
    f.storeF64(cell(count, q, i, i), sum.get);
  });
}

function couple(f: FunctionBuilder, work: Work): void {
  const { count, q, qp, p } = work;
  f.block((done) => {
    const turn = f.let(I.of(0));
    f.loop((again) => {
      const pqp = f.let(D.of(0));
      f.times(I.of(count), (i) => {
        const sum = f.let(D.of(0));
        f.times(I.of(count), (j) =>
          f.set(sum, sum.get.add(cell(count, q, i, j).f64().mul(j.shl(3).add(p).f64()))),
        );
        f.storeF64(i.shl(3).add(qp), sum.get);
        f.set(pqp, pqp.get.add(i.shl(3).add(p).f64().mul(sum.get)));
      });
      const worst = f.let(D.of(0));
      f.times(I.of(count), (i) => f.set(worst, worst.get.max(i.shl(3).add(qp).f64().sub(pqp.get).abs())));
      f.branchIf(done, worst.get.lt(TOLERANCE / count));
      f.times(I.of(count), (i) => {
        const own = f.var(cell(count, q, i, i).f64());
        const was = f.var(i.shl(3).add(qp).f64());
        const difference = f.var(pqp.get.sub(was).div(own));
        const scale = f.var(difference.add(1));
        const address = f.var(i.shl(3).add(p));
        f.storeF64(address, address.f64().add(difference));
        f.set(
          pqp,
          pqp.get
            .add(difference.mul(difference.mul(own).add(was.mul(2))))
            .div(scale)
            .div(scale),
        );
        f.times(I.of(count), (j) => {
          const at = f.var(j.shl(3));
          f.storeF64(
            at.add(qp),
            at
              .add(qp)
              .f64()
              .add(difference.mul(cell(count, q, i, j).f64()))
              .div(scale),
          );
          f.storeF64(at.add(p), at.add(p).f64().div(scale));
        });
      });
      f.set(turn, turn.get.add(1));
      f.branchIf(again, turn.get.ltU(MAX_ITERATIONS));
    });
  });
}

function cell(count: number, base: number, row: I, column: I): I {
  return row.mul(count).add(column).shl(3).add(base);
}
