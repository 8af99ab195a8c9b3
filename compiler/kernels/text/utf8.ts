import type { FunctionBuilder, FunctionReference, Local } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';

/**
 * Reads the code point at `at` (RFC 3629), of which `code` holds the first byte, and moves behind it. Returns 0 from the
 * function where there is no UTF-8 up to `end`.
 */
export function decodeUtf8(f: FunctionBuilder, at: Local<I>, end: I, code: Local<I>): void {
  const first = f.var(code.get);
  f.if(
    first.ltU(0x80),
    () => f.set(at, at.get.add(1)),
    () => {
      f.if(first.sub(0xc2).geU(0xf5 - 0xc2), () => f.return(I.of(0)));
      const more = f.var(I.of(1).add(first.geU(0xe0)).add(first.geU(0xf0)));
      f.if(at.get.add(more).geU(end), () => f.return(I.of(0)));
      f.set(code, first.and(I.of(0x3f).shrU(more)));
      f.times(more, (i) => {
        const byte = f.var(at.get.add(i).u8(1));
        f.if(byte.and(0xc0).ne(0x80), () => f.return(I.of(0)));
        f.set(code, code.get.shl(6).or(byte.and(0x3f)));
      });
      f.set(at, at.get.add(more).add(1));
      const least = more.eq(1).pick(I.of(0x80), more.eq(2).pick(I.of(0x800), I.of(0x10000)));
      f.if(code.get.ltU(least).or(code.get.geU(0x110000)), () => f.return(I.of(0)));
      f.if(code.get.sub(0xd800).ltU(0x800), () => f.return(I.of(0)));
    },
  );
}

/** A string as it is collected: where its bytes go, how many are kept, and where their number and that of code points stand. */
export type Collected = {
  readonly buffer: number;
  readonly limit: number;
  readonly bytes: number;
  readonly characters: number;
};

/** `(code point) → ()`: as UTF-8 at the end of what is collected, until `limit` bytes are there. */
export function appendUtf8({ module }: KernelContext, to: Collected): FunctionReference {
  return module.func({ params: ['i32'], result: null }, (f) => {
    const code = f.param(0);
    const bytes = f.var(I.of(to.bytes).i32());
    f.storeI32(I.of(to.characters), I.of(to.characters).i32().add(1));
    f.if(bytes.ltU(to.limit), () => {
      const address = f.var(bytes.add(to.buffer));
      const length = f.var(I.of(1).add(code.geU(0x80)).add(code.geU(0x800)).add(code.geU(0x10000)));
      const tail = (shift: number): I => code.shrU(shift).and(0x3f).or(0x80);
      const write = (...values: readonly I[]): void =>
        values.forEach((value, i) => f.storeU8(address, value, i));
      f.if(length.eq(1), () => write(code));
      f.if(length.eq(2), () => write(code.shrU(6).or(0xc0), tail(0)));
      f.if(length.eq(3), () => write(code.shrU(12).or(0xe0), tail(6), tail(0)));
      f.if(length.eq(4), () => write(code.shrU(18).or(0xf0), tail(12), tail(6), tail(0)));
      f.storeI32(I.of(to.bytes), bytes.add(length));
    });
  });
}
