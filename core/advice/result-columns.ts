import type { Manifest } from '#core/bundle/manifest.ts';
import { mustHold, OwnMistakeError } from '#core/must-hold.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';
import { ResultError } from '#core/advice/result-error.ts';
import type { RowResult } from '#core/advice/row-result.ts';

/** The columns that a result file adds to those of the export: docs/formats/result.md. */
export interface ResultColumns {
  readonly titles: readonly string[];
  /** One text per title for the row that began on `line` of the export (1-based). */
  readonly toCells: (result: RowResult, line: number) => readonly string[];
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

/** Decimals of every number in a result. The log holds all bits. */
export const resultDecimals = 6;
const minusZero = `-${(0).toFixed(resultDecimals)}`;

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
  const categories = manifest.outputs.map((output) => {
    const outcome = manifest.outcomes.find(({ name }) => name === output.outcome);
    return outcome?.kind === 'class' ? outcome.categories : undefined;
  });
  return {
    titles: ours,
    toCells: (result, line) => {
      const estimates =
        'outputs' in result && result.outputs !== null ? Array.from(result.outputs) : undefined;
      mustHold(
        estimates === undefined || estimates.length === outputs.length,
        'a row has more or fewer outputs than the manifest',
      );
      return [
        String(line),
        result.status,
        ...toAdviceCells(result),
        ...(estimates?.map((value, at) => toEstimateText(categories[at], value, decimal)) ??
          outputs.map(() => '')),
        model,
        run,
      ];
    },
  };
}

/** A class by its name, everything else as a number. */
function toEstimateText(
  categories: readonly string[] | undefined,
  value: number,
  decimal: ',' | '.',
): string {
  if (categories === undefined) return toNumberText(value, decimal);
  const name = categories[value];
  mustHold(name !== undefined, `${value} is no index of a class`);
  return name;
}

/** A number with six decimals in the dialect's mark: never an exponent, never a minus before zero. */
export function toNumberText(value: number, decimal: ',' | '.'): string {
  if (!(Math.abs(value) < 1e15)) throw new OwnMistakeError(`${value} cannot be written with six decimals`);
  const text = value.toFixed(resultDecimals);
  const unsigned = text === minusZero ? text.slice(1) : text;
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
