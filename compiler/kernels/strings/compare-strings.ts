import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';

/** The length of a missing string, as an i32. */
export const MISSING = -1;

/**
 * `(address, bytes, address, bytes) → i32`: below, equal to or above 0 as the first string comes before, is or comes
 * after the second, by length, then by bytes. A missing string is longer than any other; two missing ones must not be compared.
 */
export function compareStrings({
  module,
  shared,
}: Pick<KernelContext, 'module' | 'shared'>): FunctionReference {
  return shared.get('compare-strings', () =>
    module.func({ params: ['i32', 'i32', 'i32', 'i32'], result: 'i32' }, (f) => {
      const [a, aBytes, b, bBytes] = [f.param(0), f.param(1), f.param(2), f.param(3)];
      f.if(aBytes.ltU(bBytes), () => f.return(I.of(-1)));
      f.if(aBytes.gtU(bBytes), () => f.return(I.of(1)));
      f.if(aBytes, () =>
        f.times(aBytes, (i) => {
          const difference = f.var(a.add(i).u8().sub(b.add(i).u8()));
          f.if(difference, () => f.return(difference));
        }),
      );
      f.return(I.of(0));
    }),
  );
}
