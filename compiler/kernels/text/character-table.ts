import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import { expansionsOf } from '#compiler/text/expansion.ts';
import { lowerCase, runsOf, type Run } from '#compiler/text/code-points.ts';
import type { TokenRule } from '#compiler/ir/ngrams-op.ts';

/** What is done to a code point of a text, in bits. */
export const SOURCE = {
  /** It is lowered to another code point. */
  lowered: 1,
  /** Several code points stand for it. */
  expanded: 2,
  /** It is not known to be handled as the original does. */
  cannot: 4,
  /** Nothing stands for it. */
  dropped: 8,
} as const;

/** What a code point is after that, in bits. */
export const CHARACTER = { token: 1, space: 2, spoiler: 4 } as const;

const CODE_POINTS = 0x110000;
const PAGE = 128;
/** U+0130, whose lower case is two code points, and U+03A3, whose lower case depends on its neighbours. */
const CONTEXTUAL = [0x130, 0x3a3];

/** `(code point below 0x110000) → i32`: its bits of `SOURCE`. */
export function sourceBits(context: KernelContext, rule: TokenRule): FunctionReference {
  const bits = new Uint8Array(CODE_POINTS);
  const { replaced, dropped, cannot } = expansionsOf(rule);
  mark(bits, dropped, SOURCE.dropped);
  if (rule.lower) for (const [code] of lowerCase()) bits[code] = (bits[code] ?? 0) | SOURCE.lowered;
  for (const { code } of replaced) bits[code] = SOURCE.expanded;
  mark(bits, [...runsOf('unassigned'), ...cannot], SOURCE.cannot);
  if (rule.lower) for (const code of CONTEXTUAL) bits[code] = SOURCE.cannot;
  return lookUp(context, bits);
}

/** `(code point below 0x110000) → i32`: its bits of `CHARACTER`. */
export function characterBits(context: KernelContext, rule: TokenRule): FunctionReference {
  const bits = new Uint8Array(CODE_POINTS);
  mark(bits, rule.pattern.characters, CHARACTER.token);
  mark(bits, rule.pattern.spoilers, CHARACTER.spoiler);
  mark(bits, runsOf('space'), CHARACTER.space);
  return lookUp(context, bits);
}

/** `(code point) → i32`: its lower case; only for one that has `SOURCE.lowered`. */
export function toLower(context: KernelContext): FunctionReference {
  return context.shared.get('to-lower', () => {
    const pairs = lowerCase();
    const find = findCode(
      context,
      pairs.map(([code]) => code),
    );
    const table = context.constants.place(
      new Uint8Array(Int32Array.from(pairs, ([, target]) => target).buffer),
    );
    return context.module.func({ params: ['i32'], result: 'i32' }, (f) => {
      const code = f.param(0);
      f.if(code.ltU(0x80), () => f.return(code.add(32)));
      f.return(f.call(find, code).shl(2).add(table).i32());
    });
  });
}

/** `(code point) → ()`: calls `feed` for each code point that stands for it; only for one that has `SOURCE.expanded`. */
export function expand(context: KernelContext, rule: TokenRule, feed: FunctionReference): FunctionReference {
  const { module, constants } = context;
  const known = expansionsOf(rule).replaced;
  const find = findCode(
    context,
    known.map(({ code }) => code),
  );
  let next = 0;
  const starts = known.map(({ to }) => (next += to.length) - to.length);
  const place = (values: readonly number[]): number =>
    constants.place(new Uint8Array(Int32Array.from(values).buffer));
  const [from, all] = [place([...starts, next]), place(known.flatMap(({ to }) => to))];
  return module.func({ params: ['i32'], result: null }, (f) => {
    const entry = f.var(f.call(find, f.param(0)).shl(2).add(from));
    const count = f.var(entry.i32(4).sub(entry.i32()));
    f.if(count, () => f.times(count, (i) => f.run(feed, f.var(entry.i32().add(i).shl(2).add(all).i32()))));
  });
}

/** `(code point) → i32`: its place in an ascending list; 0 where it is in none. */
function findCode({ module, constants }: KernelContext, codes: readonly number[]): FunctionReference {
  const table = constants.place(new Uint8Array(Int32Array.from(codes).buffer));
  return module.func({ params: ['i32'], result: 'i32' }, (f) => {
    const code = f.param(0);
    const low = f.let(I.of(0));
    const high = f.let(I.of(Math.max(1, codes.length)));
    f.loop((next) => {
      const middle = f.var(low.get.add(high.get).shrU(1));
      const entry = f.var(middle.shl(2).add(table).i32());
      f.if(entry.eq(code), () => f.return(middle));
      f.if(
        entry.ltU(code),
        () => f.set(low, middle.add(1)),
        () => f.set(high, middle),
      );
      f.branchIf(next, low.get.ltU(high.get));
    });
    f.return(I.of(0));
  });
}

/** `(code point) → i32`: its byte of `bits`. Pages that are equal are stored once. */
function lookUp({ module, constants }: KernelContext, bits: Uint8Array): FunctionReference {
  const pages: Uint8Array[] = [];
  const places = new Map<string, number>();
  const index = Uint16Array.from({ length: CODE_POINTS / PAGE }, (_, p) => {
    const page = bits.subarray(p * PAGE, (p + 1) * PAGE);
    const key = page.join();
    const place = places.get(key) ?? pages.push(page) - 1;
    places.set(key, place);
    return place;
  });
  const content = new Uint8Array(pages.length * PAGE);
  pages.forEach((page, p) => content.set(page, p * PAGE));
  const [indices, table] = [constants.place(new Uint8Array(index.buffer)), constants.place(content)];
  return module.func({ params: ['i32'], result: 'i32' }, (f) => {
    const code = f.param(0);
    const page = code.shrU(7).shl(1).add(indices).u16();
    f.return(
      page
        .shl(7)
        .add(code.and(PAGE - 1))
        .add(table)
        .u8(),
    );
  });
}

function mark(bits: Uint8Array, runs: readonly Run[], bit: number): void {
  for (const { first, last } of runs) {
    for (let code = first; code <= last; code++) bits[code] = (bits[code] ?? 0) | bit;
  }
}
