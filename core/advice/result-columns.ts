import type { Manifest, Outcome } from '#core/bundle/manifest.ts';
import { mustHold, OwnMistakeError } from '#core/must-hold.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';
import { ResultError } from '#core/advice/result-error.ts';
import type { RowResult } from '#core/advice/row-result.ts';
import type { CanonicalCells } from '#core/results/canonical-row.ts';
import { toShortestDecimal } from '#core/table/number-text.ts';

/** The columns that a result file adds to those of the export: docs/formats/result.md. */
export interface ResultColumns {
  readonly titles: readonly string[];
  /** One text per title for the row that began on `line` of the export (1-based). */
  readonly toCells: (result: RowResult, line: number) => readonly string[];
  /** The same with numbers as such, unrounded: the shortest decimal that reads back to the same double. */
  readonly toTyped: (result: RowResult, line: number) => CanonicalCells;
  /** What a column holds where it is not empty. */
  readonly kinds: readonly ('number' | 'text')[];
}

const firstTitles = [
  'visite_line',
  'visite_status',
  'visite_advice',
  'visite_favours',
  'visite_reasons',
  'visite_remarks',
];
const lastTitles = ['visite_model', 'visite_run'];

/** Decimals of numbers in a result; values below one have more. The log holds all bits. */
export const resultDecimals = 6;
const mostDecimals = 20;

/**
 * The new columns for a run. `titles` are the export's own, `decimal` its decimal mark. Throws ResultError
 * `column-clash` where the export has a column of the same name, capitals and white space around it apart.
 */
export function toResultColumns(
  manifest: Manifest,
  titles: readonly string[],
  { decimal, run }: { readonly decimal: ',' | '.'; readonly run: string },
): ResultColumns {
  const outputs = toOutputNames(manifest).map((name) => `visite_${name}`);
  const ours = [...firstTitles, ...outputs, ...lastTitles];
  mustHold(new Set(ours).size === ours.length, 'an output has the name of another column');
  checkClash(titles, ours);
  const model = `${manifest.id}@${manifest.version}`;
  const outcomes = manifest.outputs.map((output) =>
    manifest.outcomes.find(({ name }) => name === output.outcome),
  );
  const toEstimates = (result: RowResult): ArrayLike<number> | undefined => {
    const estimates = 'outputs' in result && result.outputs !== null ? result.outputs : undefined;
    mustHold(
      estimates === undefined || estimates.length === outputs.length,
      'a row has more or fewer outputs than the manifest',
    );
    return estimates;
  };
  const kinds = [
    'number' as const,
    ...firstTitles.slice(1).map(() => 'text' as const),
    ...outcomes.map((outcome) => (outcome?.kind === 'class' ? 'text' : 'number')),
    ...lastTitles.map(() => 'text' as const),
  ];
  return {
    titles: ours,
    kinds,
    toTyped: (result, line) => {
      const estimates = toEstimates(result);
      const cells = [
        String(line),
        result.status,
        ...toAdviceCells(result),
        ...outcomes.map((outcome, at) => {
          const value = estimates?.[at];
          if (value === undefined) return '';
          return outcome?.kind === 'class' ? toEstimateText(outcome, value, '.') : toShortestDecimal(value);
        }),
        model,
        run,
      ];
      return { cells, kinds: cells.map((cell, at) => (cell === '' ? 'empty' : (kinds[at] ?? 'text'))) };
    },
    toCells: (result, line) => {
      const estimates = toEstimates(result);
      const cells = [String(line), result.status, ...toAdviceCells(result)];
      for (let at = 0; at < outputs.length; at += 1) {
        const value = estimates?.[at];
        cells.push(value === undefined ? '' : toEstimateText(outcomes[at], value, decimal));
      }
      cells.push(model, run);
      return cells;
    },
  };
}

/** A class by its name, a value with six significant digits at least, anything else with six decimals. */
function toEstimateText(outcome: Outcome | undefined, value: number, decimal: ',' | '.'): string {
  if (outcome?.kind === 'value') return toNumberText(value, decimal, decimalsOf(value));
  if (outcome?.kind !== 'class') return toNumberText(value, decimal);
  const name = outcome.categories[value];
  mustHold(name !== undefined, `${value} is no index of a class`);
  return name;
}

/** Six, and more for what is smaller than one, so that no digit that matters is lost. */
function decimalsOf(value: number): number {
  const size = Math.abs(value);
  if (size === 0 || size >= 1) return resultDecimals;
  return Math.min(mostDecimals, resultDecimals - 1 - Math.floor(Math.log10(size)));
}

/** A number with its decimals in the dialect's mark: never an exponent, never a minus before zero. */
export function toNumberText(value: number, decimal: ',' | '.', decimals = resultDecimals): string {
  if (!(Math.abs(value) < 1e15)) throw new OwnMistakeError(`${value} cannot be written with six decimals`);
  const text = value.toFixed(decimals);
  const unsigned = text.startsWith('-0') && /^-0\.0*$/.test(text) ? text.slice(1) : text;
  return decimal === '.' ? unsigned : unsigned.replace('.', ',');
}

/** `outside-limits:age`: the code and what it is about, without spaces. */
export function toReasonWord(reason: Reason): string {
  switch (reason.code) {
    case 'outside-population':
    case 'outside-limits':
    case 'input-missing':
      return `${reason.code}:${reason.input}`;
    case 'output-invalid':
      return reason.output === ''
        ? `${reason.code}:${reason.fault}`
        : `${reason.code}:${reason.output}:${reason.fault}`;
    case 'no-decision-rule':
      return reason.code;
    default:
      throw reason satisfies never;
  }
}

/** `imputed:differ`, `duplicate-patient:12`: the code and what it is about, without spaces. */
export function toRemarkWord(remark: Remark): string {
  switch (remark.code) {
    case 'outside-development-range':
    case 'imputed':
    case 'left-missing':
      return `${remark.code}:${remark.input}`;
    case 'duplicate-patient':
      return `${remark.code}:${remark.line}`;
    default:
      throw remark satisfies never;
  }
}

/** Advice, favoured arm, reasons, remarks. */
function toAdviceCells(result: RowResult): readonly string[] {
  switch (result.status) {
    case 'scored':
    case 'flagged': {
      const { advice, remarks } = result;
      const reasons = advice.state === 'no-recommendation' ? advice.reasons : [];
      return [
        advice.state,
        advice.state === 'favours' ? advice.arm : '',
        toWords(reasons.map(toReasonWord)),
        toWords(remarks.map(toRemarkWord)),
      ];
    }
    case 'refused':
      return ['', '', toWords(result.problems), ''];
    case 'skipped':
      return ['', '', result.code, ''];
    default:
      throw result satisfies never;
  }
}

function toWords(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return [...new Set(words)].join(' ');
}

function checkClash(titles: readonly string[], ours: readonly string[]): void {
  const taken = new Set(titles.map((title) => title.normalize('NFKC').trim().toLowerCase()));
  const clash = ours.find((title) => taken.has(title));
  if (clash !== undefined) {
    throw new ResultError(
      'column-clash',
      `expected an export without a column ${clash}, got one: it may be the result of an earlier run; give the export itself`,
    );
  }
}
