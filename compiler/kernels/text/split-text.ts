import type { FunctionBuilder, FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { TokenRule } from '#compiler/ir/ngrams-op.ts';
import { CHARACTER, characterBits, toLower } from '#compiler/kernels/text/character-table.ts';

/** A token as it is collected: its bytes, and how many bytes and code points it has. */
type Token = {
  readonly buffer: number;
  /** Bytes that are kept; a longer token is no item anyway. */
  readonly limit: number;
  readonly bytes: number;
  readonly characters: number;
};

/**
 * `(address, bytes, target) → i32`: calls `take(address of the token, as a string element, target)` for each token of a
 * text; 0 where the text is no UTF-8 or has a character that is not known to be handled as the original does. A token of
 * more than `longest` bytes is given with a greater length and not its bytes.
 */
export function splitText(
  context: KernelContext,
  rule: TokenRule,
  longest: number,
  take: FunctionReference,
): FunctionReference {
  const { module, constants } = context;
  const limit = longest + 1;
  const state = constants.reserve(16);
  const token: Token = {
    buffer: constants.reserve(limit + 8),
    limit,
    bytes: state,
    characters: state + 4,
  };
  const element = constants.reserve(8);
  const append = appendCharacter(context, token);
  const finish = module.func({ params: ['i32'], result: null }, (f) => {
    const count = f.var(I.of(token.characters).i32());
    f.if(count.geU(rule.pattern.least), () => {
      f.storeI32(I.of(element), I.of(token.buffer));
      f.storeI32(I.of(element), I.of(token.bytes).i32(), 4);
      f.run(take, I.of(element), f.param(0));
    });
    f.storeI64(I.of(state), I.of(0).toI64());
  });
  const bitsOf = characterBits(context, rule);
  const lower = rule.lower ? toLower(context) : null;
  return module.func({ params: ['i32', 'i32', 'i32'], result: 'i32' }, (f) => {
    const [address, bytes, target] = [f.param(0), f.param(1), f.param(2)];
    f.storeI64(I.of(state), I.of(0).toI64());
    const at = f.let(address);
    const end = f.var(address.add(bytes));
    const spaces = f.let(I.of(0));
    const space = f.let(I.of(0));
    const addToken = (code: I): void => {
      f.run(append, code);
      if (rule.pattern.most === 1) f.run(finish, target);
    };
    const addSpaces = (): void => {
      f.if(spaces.get, () => {
        addToken(f.var(spaces.get.eq(1).pick(space.get, I.of(0x20))));
        f.set(spaces, I.of(0));
      });
    };
    f.block((done) => {
      f.loop((next) => {
        f.branchIf(done, at.get.geU(end));
        const code = f.let(at.get.u8());
        decode(f, at, end, code);
        const bits = f.call(bitsOf, code.get);
        f.if(bits.and(CHARACTER.cannot), () => f.return(I.of(0)));
        if (lower !== null) {
          f.if(bits.and(CHARACTER.lowered), () => f.set(code, f.call(lower, code.get)));
        }
        const ordinary = (): void => {
          if (rule.mergeSpaces) addSpaces();
          f.if(
            bits.and(CHARACTER.token),
            () => addToken(code.get),
            () => f.run(finish, target),
          );
        };
        if (rule.mergeSpaces) {
          f.if(
            bits.and(CHARACTER.space),
            () => {
              f.set(space, code.get);
              f.set(spaces, spaces.get.add(1));
            },
            ordinary,
          );
        } else {
          ordinary();
        }
        f.branchIf(next, I.of(1));
      });
    });
    if (rule.mergeSpaces) addSpaces();
    f.run(finish, target);
    f.return(I.of(1));
  });
}

/** Reads the code point at `at` (RFC 3629) and moves behind it; `code` holds its first byte. Returns 0 from the function for no UTF-8. */
function decode(
  f: FunctionBuilder,
  at: { readonly index: number; readonly get: I },
  end: I,
  code: { readonly index: number; readonly get: I },
): void {
  const first = f.var(code.get);
  f.if(
    first.ltU(0x80),
    () => f.set(at, at.get.add(1)),
    () => {
      f.if(first.sub(0xc2).geU(0xf5 - 0xc2), () => f.return(I.of(0)));
      const more = f.var(I.of(1).add(first.geU(0xe0)).add(first.geU(0xf0)));
      f.if(at.get.add(more).geU(end), () => f.return(I.of(0)));
      f.set(code, first.and(f.var(I.of(0x3f).shrU(more))));
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

/** `(code point) → ()`: as UTF-8 at the end of the token. */
function appendCharacter({ module }: KernelContext, token: Token): FunctionReference {
  return module.func({ params: ['i32'], result: null }, (f) => {
    const code = f.param(0);
    const bytes = f.var(I.of(token.bytes).i32());
    f.storeI32(I.of(token.characters), I.of(token.characters).i32().add(1));
    f.if(bytes.ltU(token.limit), () => {
      const to = f.var(bytes.add(token.buffer));
      const store = (offset: number, value: I): void => f.storeU8(to, value, offset);
      const tail = (shift: number): I => code.shrU(shift).and(0x3f).or(0x80);
      const length = f.let(I.of(1));
      f.if(
        code.ltU(0x80),
        () => store(0, code),
        () =>
          f.if(
            code.ltU(0x800),
            () => {
              store(0, code.shrU(6).or(0xc0));
              store(1, tail(0));
              f.set(length, I.of(2));
            },
            () =>
              f.if(
                code.ltU(0x10000),
                () => {
                  store(0, code.shrU(12).or(0xe0));
                  store(1, tail(6));
                  store(2, tail(0));
                  f.set(length, I.of(3));
                },
                () => {
                  store(0, code.shrU(18).or(0xf0));
                  store(1, tail(12));
                  store(2, tail(6));
                  store(3, tail(0));
                  f.set(length, I.of(4));
                },
              ),
          ),
      );
      f.storeI32(I.of(token.bytes), bytes.add(length.get));
    });
  });
}
