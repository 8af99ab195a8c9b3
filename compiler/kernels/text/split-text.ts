import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { TokenRule } from '#compiler/ir/ngrams-op.ts';
import {
  CHARACTER,
  SOURCE,
  characterBits,
  expand,
  sourceBits,
  toLower,
} from '#compiler/kernels/text/character-table.ts';
import { appendUtf8, decodeUtf8 } from '#compiler/kernels/text/utf8.ts';

const SPACE = 0x20;

/** Where the functions of one splitter keep what they know, as i32. */
type State = {
  /** Bytes and code points of the token so far, side by side. */
  readonly bytes: I;
  readonly characters: I;
  /** It is no token, whatever follows. */
  readonly spoiled: I;
  /** White space that stands before what comes, how much and the last of it. */
  readonly spaces: I;
  readonly space: I;
  readonly inWord: I;
  readonly target: I;
};

/** What becomes of tokens. */
export type Sink = {
  /** `() → ()`: what comes has nothing to do with what came. */
  readonly start: FunctionReference;
  /** `(address of the token, as a string element, target) → ()` */
  readonly take: FunctionReference;
};

/**
 * `(address, bytes, target) → i32`: gives each token of a text to `sink`; 0 where the text is no UTF-8 or has a character that
 * is not known to be handled as the original does. A token of more than `longest` bytes is given with a greater length
 * and not its bytes.
 */
export function splitText(
  context: KernelContext,
  rule: TokenRule,
  longest: number,
  sink: Sink,
): FunctionReference {
  const { module, constants } = context;
  const base = constants.reserve(32);
  const state: State = {
    bytes: I.of(base),
    characters: I.of(base + 4),
    spoiled: I.of(base + 8),
    spaces: I.of(base + 12),
    space: I.of(base + 16),
    inWord: I.of(base + 20),
    target: I.of(base + 24),
  };
  const buffer = constants.reserve(longest + 1 + 8);
  const finish = finishToken(context, rule, state, { buffer, sink });
  const feed = feedCharacter(context, rule, state, {
    append: appendUtf8(context, { buffer, limit: longest + 1, bytes: base, characters: base + 4 }),
    finish,
    sink,
  });
  const bitsOf = sourceBits(context, rule);
  const lower = rule.lower ? toLower(context) : null;
  const expanded = rule.accents === 'kept' ? null : expand(context, rule, feed.character);
  return module.func({ params: ['i32', 'i32', 'i32'], result: 'i32' }, (f) => {
    const [address, bytes, target] = [f.param(0), f.param(1), f.param(2)];
    f.fill(I.of(base), 0, I.of(24));
    f.storeI32(state.target, target);
    const at = f.let(address);
    const end = f.var(address.add(bytes));
    f.block((done) => {
      f.loop((next) => {
        f.branchIf(done, at.get.geU(end));
        const code = f.let(at.get.u8());
        decodeUtf8(f, at, end, code);
        const bits = f.call(bitsOf, code.get);
        f.if(bits.and(SOURCE.cannot), () => f.return(I.of(0)));
        const plain = (): void => {
          if (lower !== null) {
            f.if(bits.and(SOURCE.lowered), () => f.set(code, f.call(lower, code.get)));
          }
          f.run(feed.character, code.get);
        };
        if (expanded === null) plain();
        else {
          f.if(
            bits.and(SOURCE.expanded),
            () => f.run(expanded, code.get),
            () => f.if(bits.and(SOURCE.dropped).eqz(), plain),
          );
        }
        f.branchIf(next, I.of(1));
      });
    });
    f.run(feed.end);
    f.return(I.of(1));
  });
}

/** `() → ()`: what was collected is a token if it is long enough and nothing spoiled it. */
function finishToken(
  { module, constants }: KernelContext,
  { pattern }: TokenRule,
  state: State,
  { buffer, sink }: { readonly buffer: number; readonly sink: Sink },
): FunctionReference {
  const element = constants.reserve(8);
  return module.func({ params: [], result: null }, (f) => {
    f.if(state.characters.i32().geU(pattern.least).and(state.spoiled.i32().eqz()), () => {
      f.storeI32(I.of(element), I.of(buffer));
      f.storeI32(I.of(element), state.bytes.i32(), 4);
      f.run(sink.take, I.of(element), state.target.i32());
    });
    f.storeI64(state.bytes, I.of(0).toI64());
    f.storeI32(state.spoiled, I.of(0));
  });
}

type Feed = {
  /** `(code point) → ()` */
  readonly character: FunctionReference;
  /** `() → ()` */
  readonly end: FunctionReference;
};

function feedCharacter(
  context: KernelContext,
  rule: TokenRule,
  state: State,
  tools: { readonly append: FunctionReference; readonly finish: FunctionReference; readonly sink: Sink },
): Feed {
  const { module } = context;
  const { append, finish, sink } = tools;
  const bitsOf = characterBits(context, rule);
  const single = rule.pattern.most === 1;
  const add = module.func({ params: ['i32'], result: null }, (f) => {
    f.run(append, f.param(0));
    if (single) f.run(finish);
  });
  const addSpaces = module.func({ params: [], result: null }, (f) => {
    const count = f.var(state.spaces.i32());
    f.if(count, () => {
      f.run(add, count.eq(1).pick(state.space.i32(), I.of(SPACE)));
      f.storeI32(state.spaces, I.of(0));
    });
  });
  const leaveWord = module.func({ params: [], result: null }, (f) =>
    f.if(state.inWord.i32(), () => {
      f.run(add, I.of(SPACE));
      f.storeI32(state.inWord, I.of(0));
    }),
  );
  const character = module.func({ params: ['i32'], result: null }, (f) => {
    const code = f.param(0);
    const bits = f.call(bitsOf, code);
    const byKind = (): void =>
      f.if(
        bits.and(CHARACTER.token),
        () => f.run(add, code),
        () =>
          f.if(
            bits.and(CHARACTER.spoiler),
            () => f.storeI32(state.spoiled, I.of(1)),
            () => f.run(finish),
          ),
      );
    if (rule.spaces === 'plain') {
      byKind();
      return;
    }
    const onSpace = (): void => {
      if (rule.spaces === 'around-words') {
        f.run(leaveWord);
        return;
      }
      f.storeI32(state.space, code);
      f.storeI32(state.spaces, state.spaces.i32().add(1));
    };
    f.if(bits.and(CHARACTER.space), onSpace, () => {
      if (rule.spaces === 'merged') {
        f.run(addSpaces);
      } else {
        f.if(state.inWord.i32().eqz(), () => {
          f.storeI32(state.inWord, I.of(1));
          f.run(sink.start);
          f.run(add, I.of(SPACE));
        });
      }
      byKind();
    });
  });
  const end = module.func({ params: [], result: null }, (f) => {
    if (rule.spaces === 'merged') f.run(addSpaces);
    if (rule.spaces === 'around-words') f.run(leaveWord);
    f.run(finish);
  });
  return { character, end };
}
