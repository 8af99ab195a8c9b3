import { D, F, I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import { CompileError } from '#compiler/errors.ts';
import type { LowerTextOp, NgramsOp, TokensOp } from '#compiler/ir/ngrams-op.ts';
import { ELEMENT_BYTES, elementsOf } from '#compiler/ir/tensor.ts';
import { MISSING } from '#compiler/kernels/strings/compare-strings.ts';
import { findKey } from '#compiler/kernels/strings/find-key.ts';
import { countGrams } from '#compiler/kernels/text/count-grams.ts';
import { splitText } from '#compiler/kernels/text/split-text.ts';

/** Items are found by binary search as they come, and n-grams counted as their last item comes. */
export const ngramsKernel: Kernel<NgramsOp> = (op, context) => {
  const { inputs, outputs, module } = context;
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const find = findKey(context, op.items);
  const counter = countGrams(context, op);
  const known = op.items.data.length;
  const take = module.func({ params: ['i32', 'i32'], result: null }, (f) => {
    const item = f.call(find, f.param(0));
    const stop = item.geU(op.firstStopItem).and(item.ltU(known));
    f.if(stop.eqz(), () => f.run(counter.push, item, f.param(1)));
  });
  const itemBytes = ELEMENT_BYTES[op.items.dtype];
  const size = ELEMENT_BYTES[op.dtype];
  const rows = elementsOf(output.type.shape) / op.columns;
  const perRow = input.elements / rows;
  const sink = { start: counter.start, take };
  const split = op.tokens === null ? null : splitText(context, op.tokens, longestOf(op), sink);
  return module.func({ params: ['i32'], result: null }, (f) => {
    f.fill(I.of(output.address), 0, f.param(0).mul(output.rowBytes));
    f.times(f.param(0), (row) =>
      f.times(I.of(rows), (line) => {
        const from = f.var(line.mul(perRow * itemBytes).add(row.mul(input.rowBytes).add(input.address)));
        const to = f.var(line.mul(op.columns * size).add(row.mul(output.rowBytes).add(output.address)));
        f.run(counter.start);
        if (split === null) {
          if (perRow === 0) return;
          f.times(I.of(perRow), (i) => f.run(take, i.mul(itemBytes).add(from), to));
          return;
        }
        const done = f.let(I.of(0));
        f.if(from.i32(4).ne(MISSING), () => f.set(done, f.call(split, from.i32(), from.i32(4), to)));
        f.if(done.get.eqz(), () =>
          f.times(I.of(op.columns), (column) => {
            const at = f.var(column.mul(size).add(to));
            if (op.dtype === 'f32') f.storeF32(at, F.of(NaN));
            else f.storeF64(at, D.of(NaN));
          }),
        );
      }),
    );
  });
};

/** Bytes of the longest item. */
function longestOf({ items }: NgramsOp): number {
  const encoder = new TextEncoder();
  // Items of a text are strings.
  const texts = items.data as readonly string[];
  return texts.reduce((most, text) => Math.max(most, encoder.encode(text).length), 0);
}

/** Tokens by themselves have no place to be: how many they are depends on the text. */
export const tokensKernel: Kernel<TokensOp> = (_, { origin }) => {
  throw new CompileError('unsupported', `${origin}: tokens that are not counted by the next node`);
};

/** Only for texts that become tokens. */
export const lowerTextKernel: Kernel<LowerTextOp> = (_, { origin }) => {
  throw new CompileError('unsupported', `${origin}: a text in lower case that does not become tokens`);
};
