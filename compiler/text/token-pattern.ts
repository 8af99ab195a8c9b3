import { CompileError } from '#compiler/errors.ts';
import { runsOf, type Run } from '#compiler/text/code-points.ts';

/** Tokens are the longest runs of code points of a class, left to right, each cut to pieces of at most `most`. */
export type TokenPattern = {
  readonly characters: readonly Run[];
  /** A run that one of these touches is no token, nor a part of it. */
  readonly spoilers: readonly Run[];
  /** Fewest code points of a token. */
  readonly least: number;
  /** 1: every code point is a token by itself. */
  readonly most: 1 | typeof Infinity;
};

/** Whose regular expression it is: `\w` is that of Unicode in Python, of ASCII in RE2. */
export type Dialect = 'python' | 're2';

/**
 * The regular expressions of one character class: `\w\w+`, `\b\w+\b`, `[a-z0-9_]+`, `[^ ,]{2,}`, `.` and such. Others are
 * refused by `CompileError` `unsupported`.
 */
export function parseTokenPattern(text: string, dialect: Dialect, origin: string): TokenPattern {
  const refuse = (): never => {
    throw new CompileError('unsupported', `${origin}: the regular expression ${JSON.stringify(text)}`);
  };
  let rest = dialect === 'python' ? text.replace(/^\(\?u\)/, '') : text;
  const bounded = /^\\b([^]*)\\b$/.exec(rest);
  if (bounded !== null) rest = bounded[1] ?? '';
  let characters: string | null = null;
  let [least, open] = [0, false];
  while (rest !== '') {
    // A class between brackets, an escape or the dot, and how often it stands.
    const piece = /^(\[\^?(?:\\.|[^\]\\])+\]|\\[wsS]|\.)(\+|\{\d+,\}|\{\d+\})?/.exec(rest);
    if (piece === null || open) return refuse();
    const [whole, atom = '', times = ''] = piece;
    if (characters !== null && characters !== atom) return refuse();
    characters = atom;
    least += times.startsWith('{') ? Number(/\d+/.exec(times)?.[0]) : 1;
    open = times === '+' || times.endsWith(',}');
    rest = rest.slice(whole.length);
  }
  if (characters === null || least < 1 || (!open && least > 1)) return refuse();
  const found = classOf(characters, dialect, refuse);
  if (bounded === null) return { characters: found, spoilers: [], least, most: open ? Infinity : 1 };
  // Between word boundaries only whole words match: all of their characters are in the class.
  const words = dialect === 'python' ? runsOf('word') : ASCII_WORD;
  if (!open || overlap(found, complement(words)).length > 0) return refuse();
  return { characters: found, spoilers: overlap(words, complement(found)), least, most: Infinity };
}

/** The code points that are in both. */
function overlap(a: readonly Run[], b: readonly Run[]): readonly Run[] {
  return complement([...complement(a), ...complement(b)]);
}

/** The code points that are in none of `runs`. */
export function complement(runs: readonly Run[]): readonly Run[] {
  const merged = [...runs].toSorted((a, b) => a.first - b.first);
  const result: Run[] = [];
  let next = 0;
  for (const { first, last } of merged) {
    if (first > next) result.push({ first: next, last: first - 1 });
    next = Math.max(next, last + 1);
  }
  if (next <= 0x10ffff) result.push({ first: next, last: 0x10ffff });
  return result;
}

const ASCII_WORD: readonly Run[] = [
  { first: 0x30, last: 0x39 },
  { first: 0x41, last: 0x5a },
  { first: 0x5f, last: 0x5f },
  { first: 0x61, last: 0x7a },
];
/** Tab, line feed, form feed, carriage return and space: RE2's `\s`. */
const ASCII_SPACE: readonly Run[] = [
  { first: 0x09, last: 0x0a },
  { first: 0x0c, last: 0x0d },
  { first: 0x20, last: 0x20 },
];
const CONTROL: Readonly<Record<string, number>> = { n: 0x0a, t: 0x09, r: 0x0d, f: 0x0c };

function classOf(atom: string, dialect: Dialect, refuse: () => never): readonly Run[] {
  if (atom === '.') return dialect === 're2' ? complement([]) : complement([{ first: 0x0a, last: 0x0a }]);
  if (!atom.startsWith('[')) return escaped(atom.slice(1), dialect, refuse);
  const negated = atom.startsWith('[^');
  const body = Array.from(atom.slice(negated ? 2 : 1, -1));
  const runs: Run[] = [];
  for (let i = 0; i < body.length; i++) {
    const [character = '', next = ''] = [body[i], body[i + 1]];
    if (character === '[') return refuse();
    if (character === '\\') {
      runs.push(...escaped(next, dialect, refuse));
      i++;
      if (body[i + 1] === '-' && i + 2 < body.length) return refuse();
      continue;
    }
    const first = character.codePointAt(0) ?? 0;
    const to = body[i + 2];
    if (next === '-' && to !== undefined) {
      const last = to.codePointAt(0) ?? 0;
      if (to === '\\' || last < first) return refuse();
      runs.push({ first, last });
      i += 2;
    } else {
      runs.push({ first, last: first });
    }
  }
  return negated ? complement(runs) : runs;
}

function escaped(name: string, dialect: Dialect, refuse: () => never): readonly Run[] {
  const unicode = dialect === 'python';
  if (name === 'w') return unicode ? runsOf('word') : ASCII_WORD;
  if (name === 's') return unicode ? runsOf('space') : ASCII_SPACE;
  if (name === 'S') return complement(unicode ? runsOf('space') : ASCII_SPACE);
  const code = CONTROL[name] ?? (/^[^a-zA-Z0-9]$/.test(name) ? name.codePointAt(0) : undefined);
  return code === undefined ? refuse() : [{ first: code, last: code }];
}
