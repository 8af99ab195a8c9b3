import type { TokenRule } from '#compiler/ir/ngrams-op.ts';
import { combiningMarks, lowerCase, runsOf, type Run } from '#compiler/text/code-points.ts';

/** What becomes of code points when accents go. */
export type Expansions = {
  /** Several code points, or other ones, stand for these; ascending. */
  readonly replaced: readonly { readonly code: number; readonly to: readonly number[] }[];
  /** Nothing stands for these. */
  readonly dropped: readonly Run[];
  /** What stands for these depends on their neighbours, or is not known here. */
  readonly cannot: readonly Run[];
};

const LAST = 0x10ffff;
const FIRST = 0x80;
const HANGUL: Run = { first: 0xac00, last: 0xd7a3 };
/** Ideographs in their plain forms: none decomposes. */
const IDEOGRAPHS: readonly Run[] = [
  { first: 0x3400, last: 0x9fff },
  { first: 0x20000, last: 0x2f7ff },
  { first: 0x30000, last: 0x3134a },
];
const made = new Map<string, Expansions>();

/**
 * What scikit-learn's `strip_accents` changes (after lower case, where the rule has it). The decomposition of a code point
 * never changes once it is assigned (Unicode, Normalization Stability Policy), so those of this process are those of
 * any. `unicode` leaves a text that decomposes to itself as it is, so what it does to a combining mark is not said here.
 */
export function expansionsOf({ accents, lower }: TokenRule): Expansions {
  if (accents === 'kept') return { replaced: [], dropped: [], cannot: [] };
  const key = `${accents} ${lower}`;
  const known = made.get(key) ?? expansions(accents, lower);
  made.set(key, known);
  return known;
}

function expansions(accents: 'ascii' | 'unicode', lower: boolean): Expansions {
  const lowered = new Map(lower ? lowerCase() : []);
  const marks = setOf(combiningMarks());
  const replaced: { code: number; to: readonly number[] }[] = [];
  for (const { first, last } of decomposable()) {
    for (let code = Math.max(first, FIRST); code <= last; code++) {
      const plain = lowered.get(code) ?? code;
      const text = String.fromCodePoint(plain);
      const whole = text.normalize('NFKD');
      if (accents === 'unicode' && (whole === text || marks.has(code))) continue;
      const parts = Array.from(whole, (part) => part.codePointAt(0) ?? 0);
      const to = parts.filter((part) => (accents === 'ascii' ? part < FIRST : !marks.has(part)));
      if (accents === 'unicode' || to.length > 0) replaced.push({ code, to });
    }
  }
  return accents === 'ascii'
    ? { replaced, dropped: [{ first: FIRST, last: LAST }], cannot: [] }
    : { replaced, dropped: [], cannot: [...combiningMarks(), HANGUL] };
}

/** Runs of assigned code points without surrogates, Hangul syllables and ideographs. */
function decomposable(): readonly Run[] {
  const none = [...runsOf('unassigned'), { first: 0xd800, last: 0xdfff }, HANGUL, ...IDEOGRAPHS];
  const sorted = none.toSorted((a, b) => a.first - b.first);
  let next = 0;
  const runs: Run[] = [];
  for (const { first, last } of sorted) {
    if (first > next) runs.push({ first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  return runs;
}

function setOf(runs: readonly Run[]): ReadonlySet<number> {
  const all = new Set<number>();
  for (const { first, last } of runs) for (let code = first; code <= last; code++) all.add(code);
  return all;
}
