import { D, F, I } from '#compiler/assembler/values.ts';
import type { Kernel } from '#compiler/emit/kernel.ts';
import type { LookupOp } from '#compiler/ir/lookup-op.ts';
import { ELEMENT_BYTES } from '#compiler/ir/tensor.ts';
import { loadElement, storeElement } from '#compiler/kernels/elements.ts';
import { MISSING } from '#compiler/kernels/strings/compare-strings.ts';
import { findKey } from '#compiler/kernels/strings/find-key.ts';

/** One element after another, each by binary search. */
export const lookupKernel: Kernel<LookupOp> = (op, context) => {
  const { inputs, outputs, module, constants } = context;
  const [input] = inputs;
  const [output] = outputs;
  if (input === undefined || output === undefined || output.elements === 0) return null;
  const find = findKey(context, op.keys);
  const values = constants.placeConstant(op.values);
  const { dtype } = op.values;
  return module.func({ params: ['i32'], result: null }, (f) =>
    f.times(f.param(0), (row) => {
      const from = f.var(row.mul(input.rowBytes).add(input.address));
      const to = f.var(row.mul(output.rowBytes).add(output.address));
      f.times(I.of(input.elements), (i) => {
        const element = f.var(i.mul(ELEMENT_BYTES[op.keys.dtype]).add(from));
        const target = f.var(i.mul(ELEMENT_BYTES[dtype]).add(to));
        const value = f.var(f.call(find, element).mul(ELEMENT_BYTES[dtype]).add(values));
        storeElement(f, dtype, target, loadElement(f, dtype, value));
        if (op.keys.dtype !== 'string') return;
        f.if(element.i32(4).eq(MISSING), () => {
          if (dtype === 'f32') f.storeF32(target, F.of(NaN));
          else if (dtype === 'f64') f.storeF64(target, D.of(NaN));
          else f.unreachable();
        });
      });
    }),
  );
};
