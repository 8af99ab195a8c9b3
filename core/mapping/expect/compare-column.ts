import type { ColumnWatch } from '#core/mapping/expect/column-watch.ts';
import { fewestPatients } from '#core/mapping/expect/expectation.ts';
import type { ColumnExpectation } from '#core/mapping/expect/expectation.ts';

/** A share that is another one now. Aggregates of at least ten patients on the expected side. */
export interface MovedShare {
  readonly what:
    | { readonly kind: 'missing' | 'unreadable' }
    /** Numbers that are at most this. */
    | { readonly kind: 'up-to'; readonly value: number }
    | { readonly kind: 'text'; readonly text: string };
  readonly expected: number;
  readonly found: number;
}

/** `moved`: the one that moved most. `too-few`: so few patients that no difference would be beyond chance. */
export type ColumnComparison =
  | { readonly column: string; readonly kind: 'same' | 'too-few' }
  | { readonly column: string; readonly kind: 'moved'; readonly most: MovedShare }
  /** The profile's inputs read the column as something else than when it was confirmed, or not at all. */
  | { readonly column: string; readonly kind: 'other-kind' };

/** A share is another one when it differs by more than this; of unreadable cells, when it rose by more than that. */
const leastDifference = 0.15;
const leastUnreadable = 0.05;

/**
 * And by more than chance. Two samples of n and m differ in a share, and in the whole of a distribution function at once,
 * by more than √(ln(2/α) ÷ 2) × √(1/n + 1/m) with a probability of about α: the inequality of Dvoretzky, Kiefer and
 * Wolfowitz with Massart's constant (Ann Probab 1990; 18:1269–1283), which bounds Kolmogorov's and Smirnov's statistic. α is
 * 1 in 10,000.
 */
const chance = Math.sqrt(Math.log(2 / 0.0001) / 2);

/** Holds what a column looks like against what it was. */
export function compareColumn(
  expected: ColumnExpectation,
  expectedPatients: number,
  found: ColumnWatch | undefined,
  patients: number,
): ColumnComparison {
  const { column } = expected;
  if (found?.watched.kind !== expected.kind) return { column, kind: 'other-kind' };
  const bound = toBound(expectedPatients, patients);
  if (bound >= 1) return { column, kind: 'too-few' };
  const readable = expectedPatients * Math.max(0, 1 - expected.missing - expected.unreadable);
  const ofReadable = toBound(readable, found.readable);
  const moved = [
    ...toMoved({ kind: 'missing' }, expected.missing, found.missing / patients, bound, expectedPatients),
    ...toMoved(
      { kind: 'unreadable' },
      expected.unreadable,
      found.unreadable / patients,
      bound,
      expectedPatients,
    ),
    ...compareValues(expected, found, ofReadable, readable),
  ].toSorted((one, other) => toDistance(other) - toDistance(one));
  const [most] = moved;
  return most ? { column, kind: 'moved', most } : { column, kind: 'same' };
}

function compareValues(
  expected: ColumnExpectation,
  found: ColumnWatch,
  bound: number,
  readable: number,
): MovedShare[] {
  if (found.readable === 0) return [];
  if (expected.kind === 'number') {
    return expected.upTo.flatMap(({ value, share }, at) =>
      toMoved({ kind: 'up-to', value }, share, found.countUpTo(at) / found.readable, bound, readable),
    );
  }
  if (expected.kind !== 'code') return [];
  const known = new Map(expected.shares.map(({ text, share }) => [text, share]));
  const named = [...known.keys()].reduce((sum, text) => sum + (found.texts.get(text) ?? 0), 0);
  return [
    ...[...known].flatMap(([text, share]) =>
      named === 0
        ? []
        : toMoved({ kind: 'text', text }, share, (found.texts.get(text) ?? 0) / named, bound, readable),
    ),
    ...[...found.texts]
      .filter(([text]) => !known.has(text))
      .flatMap(([text, count]) =>
        toMoved({ kind: 'text', text }, 0, count / found.readable, bound, readable),
      ),
  ];
}

function toMoved(
  what: MovedShare['what'],
  expected: number,
  found: number,
  bound: number,
  of: number,
): MovedShare[] {
  // A share of 0 may be of nine patients.
  const hidden = expected === 0 && what.kind !== 'up-to' && of > 0 ? (fewestPatients - 1) / of : 0;
  const difference = what.kind === 'unreadable' ? found - expected : Math.abs(found - expected);
  const least = what.kind === 'unreadable' ? leastUnreadable : leastDifference;
  return difference - hidden > Math.max(least, bound) ? [{ what, expected, found }] : [];
}

/** Cells that cannot be read explain all else. */
function toDistance({ what, expected, found }: MovedShare): number {
  return Math.abs(expected - found) + (what.kind === 'unreadable' ? 1 : 0);
}

function toBound(one: number, other: number): number {
  return chance * Math.sqrt(1 / one + 1 / other);
}
