import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { D, I } from '#compiler/assembler/values.ts';
import type { ConstantPool } from '#compiler/emit/constant-pool.ts';
import { toConstant } from '#compiler/ir/tensor.ts';

/** One element of a program's output in one case. */
export type Place = {
  readonly part: number;
  readonly case: number;
  readonly output: string;
  readonly element: number;
};

/** A column of the output block. NaN where what it is made of is NaN. */
export type OutputColumn =
  /** `scale · x + offset` of one place, or that of one place minus that of another. */
  | {
      readonly kind: 'number';
      readonly at: Place;
      readonly minus?: Place;
      readonly scale: number;
      readonly offset: number;
    }
  /** The place, from 0, of the largest of the `count` elements from `at` on; the first of equals. */
  | { readonly kind: 'largest'; readonly at: Place; readonly count: number }
  /** The place in `labels` of the number at `at`; NaN where it is none of them. */
  | { readonly kind: 'label'; readonly at: Place; readonly labels: readonly number[] };

/** Places what a column needs beside the model: before the end of the constants is asked for. Gives its address. */
export function placeTables(constants: ConstantPool, column: OutputColumn): number {
  if (column.kind !== 'label') return 0;
  return constants.placeConstant(toConstant('f64', [column.labels.length], column.labels));
}

/** The value of a column for one patient, after `placeTables`; `read` reads an element, `element` counted from the place's own. */
export function computeColumn(
  f: FunctionBuilder,
  constants: ConstantPool,
  column: OutputColumn,
  read: (place: Place, element: I) => D,
): D {
  const first = (place: Place): D => f.var(read(place, I.of(0)));
  switch (column.kind) {
    case 'number': {
      const { scale, offset } = column;
      const scaled = (place: Place): D => {
        const product = scale === 1 ? first(place) : first(place).mul(scale);
        return offset === 0 ? product : product.add(offset);
      };
      return column.minus === undefined ? scaled(column.at) : scaled(column.at).sub(scaled(column.minus));
    }
    case 'largest': {
      const largest = f.let(first(column.at));
      const place = f.let(I.of(0));
      const missing = f.let(largest.get.ne(largest.get));
      f.times(I.of(column.count), (element) => {
        const value = f.var(read(column.at, element));
        f.set(missing, missing.get.or(value.ne(value)));
        const isLarger = f.var(value.gt(largest.get));
        f.set(place, isLarger.pick(element, place.get));
        f.set(largest, isLarger.pick(value, largest.get));
      });
      return missing.get.pick(D.of(NaN), place.get.toF64());
    }
    case 'label': {
      const { labels } = column;
      const table = placeTables(constants, column);
      const value = first(column.at);
      const place = f.let(D.of(NaN));
      f.times(I.of(labels.length), (at) => {
        f.set(place, f.var(at.shl(3).add(table).f64()).eq(value).pick(at.toF64(), place.get));
      });
      return place.get;
    }
    default:
      return column satisfies never;
  }
}
