import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { CompileError } from '#compiler/errors.ts';
import type { NgramsOp } from '#compiler/ir/ngrams-op.ts';

const MAX_HISTORY = 256;

/** Counting of n-grams as items come one after another. */
export type GramCounter = {
  /** `() → ()`: nothing has come yet. */
  readonly start: FunctionReference;
  /** `(item, address of the counts) → ()`: the next item; counts every n-gram that ends with it. */
  readonly push: FunctionReference;
};

/** The last items are kept, newest first; each length of n-gram has a sorted table that is searched for every skip. */
export function countGrams({ module, constants, origin }: KernelContext, op: NgramsOp): GramCounter {
  const lengths = [...new Set(op.grams.map(({ items }) => items.length))].toSorted((a, b) => a - b);
  const longest = lengths.at(-1) ?? 1;
  const kept = (longest - 1) * (op.maxSkip + 1) + 1;
  if (kept > MAX_HISTORY) throw new CompileError('too-large', `${origin}: n-grams over ${kept} items`);
  const history = constants.reserve(4 * kept);
  const size = op.dtype === 'f32' ? 4 : 8;
  const start = module.func({ params: [], result: null }, (f) => f.fill(I.of(history), 0xff, I.of(4 * kept)));
  const finders = lengths.map((length) => ({
    length,
    find: findGram({ module, constants }, op, length, history),
  }));
  const push = module.func({ params: ['i32', 'i32'], result: null }, (f) => {
    const [item, counts] = [f.param(0), f.param(1)];
    if (kept > 1) f.copy(I.of(history + 4), I.of(history), I.of(4 * (kept - 1)));
    f.storeI32(I.of(history), item);
    for (const { length, find } of finders) {
      // A single item is counted once, however many skips there are.
      const skips = length === 1 ? 1 : op.maxSkip + 1;
      f.times(I.of(skips), (skip) => {
        const column = f.call(find, skip.add(1).shl(2));
        f.if(column.geS(0), () => addOne(f, f.var(column.mul(size).add(counts)), op.dtype));
      });
    }
  });
  return { start, push };
}

function addOne(f: FunctionBuilder, address: I, dtype: 'f32' | 'f64'): void {
  if (dtype === 'f32') f.storeF32(address, address.f32().add(1));
  else f.storeF64(address, address.f64().add(1));
}

/** `(bytes from an item to the next) → i32`: the column of the n-gram that the newest items are, −1 for none. */
function findGram(
  { module, constants }: Pick<KernelContext, 'module' | 'constants'>,
  op: NgramsOp,
  length: number,
  history: number,
): FunctionReference {
  const grams = op.grams
    .filter(({ items }) => items.length === length)
    .toSorted((a, b) => order(a.items, b.items));
  const rows = grams.flatMap(({ items, column }) => [...items, column]);
  const rowBytes = 4 * (length + 1);
  const table = constants.place(new Uint8Array(Int32Array.from(rows).buffer));
  return module.func({ params: ['i32'], result: 'i32' }, (f) => {
    const step = f.param(0);
    const low = f.let(I.of(0));
    const high = f.let(I.of(grams.length));
    f.loop((next) => {
      const middle = f.var(low.get.add(high.get).shrU(1));
      const row = f.var(middle.mul(rowBytes).add(table));
      const difference = f.let(I.of(0));
      for (let i = 0; i < length; i++) {
        const item = step
          .mul(length - 1 - i)
          .add(history)
          .i32();
        f.if(difference.get.eqz(), () => f.set(difference, row.i32(4 * i).sub(item)));
      }
      f.if(difference.get.eqz(), () => f.return(row.i32(4 * length)));
      f.if(
        difference.get.ltS(0),
        () => f.set(low, middle.add(1)),
        () => f.set(high, middle),
      );
      f.branchIf(next, low.get.ltU(high.get));
    });
    f.return(I.of(-1));
  });
}

function order(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((item, i) => item !== b[i]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
