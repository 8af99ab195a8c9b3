import { KINDS, LOWER, MARKS } from '#compiler/text/unicode-data.ts';

/** What Python's regular expressions take a code point for; `unassigned` in the version of Unicode known here. */
export type CodePointKind = 'word' | 'space' | 'unassigned' | 'other';

/** Code points from `first` to `last`. */
export type Run = { readonly first: number; readonly last: number };

const LAST = 0x10ffff;
const KIND_OF: Readonly<Record<string, CodePointKind>> = {
  w: 'word',
  s: 'space',
  u: 'unassigned',
  '.': 'other',
};

/** All runs of code points of one kind, ascending. */
export function runsOf(kind: CodePointKind): readonly Run[] {
  let first = 0;
  const starts = words(KINDS).map((word) => {
    first += parseInt(word.slice(0, -1), 36);
    return { first, kind: KIND_OF[word.slice(-1)] };
  });
  return starts.flatMap((start, i) =>
    start.kind === kind ? [{ first: start.first, last: (starts[i + 1]?.first ?? LAST + 1) - 1 }] : [],
  );
}

/** Code points whose lower case is another code point, ascending, each with it: `str.lower` of Python without U+0130. */
export function lowerCase(): readonly (readonly [number, number])[] {
  let code = 0;
  return words(LOWER).map((word) => {
    const sign = word.includes('+') ? 1 : -1;
    const [step = '', difference = ''] = word.split(/[+-]/);
    code += parseInt(step, 36);
    return [code, code + sign * parseInt(difference, 36)];
  });
}

/** Combining marks: code points of a combining class other than 0. */
export function combiningMarks(): readonly Run[] {
  let last = 0;
  return words(MARKS).map((word) => {
    const [step = '', more = ''] = word.split('+');
    const first = last + parseInt(step, 36);
    last = first + parseInt(more, 36);
    return { first, last };
  });
}

function words(text: string): string[] {
  return text.trim().split(' ');
}
