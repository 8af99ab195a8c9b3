import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import type { KernelContext } from '#compiler/emit/kernel.ts';
import type { TokenRule } from '#compiler/ir/ngrams-op.ts';
import { lowerCase, runsOf, type Run } from '#compiler/text/code-points.ts';

/** What a code point is, in bits. */
export const CHARACTER = {
  /** Its lower case, or it itself where nothing is lowered, belongs to tokens. */
  token: 1,
  /** It is lowered to another code point. */
  lowered: 2,
  /** It is not known to be handled as the original does. */
  cannot: 4,
  /** White space that merges. */
  space: 8,
} as const;

const CODE_POINTS = 0x110000;
const PAGE = 128;
/** U+0130, whose lower case is two code points, and U+03A3, whose lower case depends on its neighbours. */
const CONTEXTUAL = [0x130, 0x3a3];

/** `(code point below 0x110000) → i32`: its bits of `CHARACTER`. Pages that are equal are stored once. */
export function characterBits(context: KernelContext, rule: TokenRule): FunctionReference {
  const { module, constants } = context;
  const bits = allBits(rule);
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

/** `(code point) → i32`: its lower case; only for one that has `CHARACTER.lowered`. */
export function toLower({ module, constants, shared }: KernelContext): FunctionReference {
  return shared.get('to-lower', () => {
    const pairs = lowerCase();
    const table = constants.place(new Uint8Array(Int32Array.from(pairs.flat()).buffer));
    return module.func({ params: ['i32'], result: 'i32' }, (f) => {
      const code = f.param(0);
      f.if(code.ltU(0x80), () => f.return(code.add(32)));
      const low = f.let(I.of(0));
      const high = f.let(I.of(pairs.length));
      f.loop((next) => {
        const middle = f.var(low.get.add(high.get).shrU(1));
        const entry = f.var(middle.shl(3).add(table));
        f.if(entry.i32().eq(code), () => f.return(entry.i32(4)));
        f.if(
          entry.i32().ltU(code),
          () => f.set(low, middle.add(1)),
          () => f.set(high, middle),
        );
        f.branchIf(next, low.get.ltU(high.get));
      });
      f.return(code);
    });
  });
}

function allBits(rule: TokenRule): Uint8Array {
  const bits = new Uint8Array(CODE_POINTS);
  const mark = (runs: readonly Run[], bit: number): void => {
    for (const { first, last } of runs)
      for (let code = first; code <= last; code++) bits[code] = (bits[code] ?? 0) | bit;
  };
  mark(rule.pattern.characters, CHARACTER.token);
  if (rule.mergeSpaces) mark(runsOf('space'), CHARACTER.space);
  mark(runsOf('unassigned'), CHARACTER.cannot);
  if (!rule.lower) return bits;
  const plain = bits.slice();
  for (const [code, target] of lowerCase()) bits[code] = (plain[target] ?? 0) | CHARACTER.lowered;
  for (const code of CONTEXTUAL) bits[code] = CHARACTER.cannot;
  return bits;
}
