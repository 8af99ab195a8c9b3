import { F, I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import type { OneHotOp } from '#compiler/ir/lookup-op.ts';
import { ELEMENT_BYTES } from '#compiler/ir/tensor.ts';
import { MISSING } from '#compiler/kernels/strings/compare-strings.ts';
import { findKey } from '#compiler/kernels/strings/find-key.ts';

/** Zeros throughout, then a one for each element. */
export const oneHotKernel: Kernel<OneHotOp> = (op, context) => {
  const { inputs, outputs, module } = context;
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const find = findKey(context, op.keys);
  const count = op.keys.data.length;
  return module.func({ params: ['i32'], result: null }, (f) => {
    f.fill(I.of(output.address), 0, f.param(0).mul(output.rowBytes));
    f.times(f.param(0), (row) => {
      const from = f.var(row.mul(input.rowBytes).add(input.address));
      const to = f.var(row.mul(output.rowBytes).add(output.address));
      f.times(I.of(input.elements), (i) => {
        const element = f.var(i.mul(ELEMENT_BYTES[op.keys.dtype]).add(from));
        const target = f.var(i.mul(4 * count).add(to));
        const at = f.call(find, element);
        f.if(at.ltU(count), () => f.storeF32(at.shl(2).add(target), F.of(1)));
        const unknown = op.unknown === 'nan' ? at.eq(count) : I.of(0);
        const missing = op.keys.dtype === 'string' ? element.i32(4).eq(MISSING) : I.of(0);
        f.if(unknown.or(missing), () =>
          f.times(I.of(count), (k) => f.storeF32(k.shl(2).add(target), F.of(NaN))),
        );
      });
    });
  });
};
