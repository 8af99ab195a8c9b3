import type { FunctionBuilder } from '#compiler/assembler/function-builder.ts';
import { I, type V } from '#compiler/assembler/values.ts';
import type { Source } from '#compiler/emit/emit-model.ts';
import type { Operand } from '#compiler/emit/kernel.ts';
import { storeNumber } from '#compiler/emit/numbers.ts';
import { ELEMENT_BYTES } from '#compiler/ir/tensor.ts';

/** Elements next to each other that are numbers of columns, two by two. */
export function pairsOf(
  sources: readonly Source[],
): readonly { readonly element: number; readonly columns: readonly [number, number] }[] {
  const pairs: { readonly element: number; readonly columns: readonly [number, number] }[] = [];
  for (let element = 0; element + 1 < sources.length; element++) {
    const [one, two] = [sources[element], sources[element + 1]];
    if (one?.kind !== 'number' || two?.kind !== 'number') continue;
    pairs.push({ element, columns: [one.column, two.column] });
    element++;
  }
  return pairs;
}

export type PairFilling = {
  readonly columns: readonly [number, number];
  /** The first patient of the block, how many there are, and how many the columns hold. */
  readonly from: I;
  readonly count: I;
  readonly rows: I;
  /** Address of column 0. */
  readonly input: I;
  /** Of f64 or f32, one case for each patient. */
  readonly operand: Operand;
  /** Where the first patient's two elements stand. */
  readonly target: number;
};

/** Lanes 0 and 1 of two vectors of f32, in turns. */
const INTERLEAVED = [0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23];

/** Two columns into elements next to each other, four patients in one turn: loads and stores are of vectors. */
export function fillPair(f: FunctionBuilder, filling: PairFilling): void {
  const { columns, from, count, rows, input, operand } = filling;
  const { dtype } = operand.type;
  f.scope(() => {
    const [one, two] = columns.map((column) => f.let(rows.mul(column).add(from).shl(3).add(input)));
    if (one === undefined || two === undefined) throw new RangeError('two columns');
    const to = f.let(I.of(filling.target));
    const store = (patient: number, a: V, b: V, lane: 0 | 1): void => {
      const offset = operand.rowBytes * (patient + lane);
      if (dtype === 'f64') f.storeV128(to.get, a.lanes(lane, b, lane), offset);
      else f.storeLane(to.get, a.shuffle(b, INTERLEAVED), lane, offset);
    };
    const next = (patients: number): void => {
      f.set(one, one.get.add(8 * patients));
      f.set(two, two.get.add(8 * patients));
      f.set(to, to.get.add(operand.rowBytes * patients));
    };
    f.if(count.shrU(2), () =>
      f.times(count.shrU(2), () => {
        for (let patient = 0; patient < 4; patient += 2) {
          f.scope(() => {
            const cells = [one, two].map((column) => column.get.v128(8 * patient));
            const [a, b] = cells.map((cell) => f.var(dtype === 'f32' ? cell.demote() : cell));
            if (a === undefined || b === undefined) throw new RangeError('two columns');
            store(patient, a, b, 0);
            store(patient, a, b, 1);
          });
        }
        next(4);
      }),
    );
    f.if(count.and(3), () =>
      f.times(count.and(3), () => {
        storeNumber(f, dtype, to.get, one.get.f64());
        storeNumber(f, dtype, f.var(to.get.add(ELEMENT_BYTES[dtype])), two.get.f64());
        next(1);
      }),
    );
  });
}
