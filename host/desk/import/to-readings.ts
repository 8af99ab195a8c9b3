import type { Reading } from '#core/contract/import-view.ts';
import type { DialectFacet, DialectSuggestion, Sureness } from '#core/detect/dialect-suggestion.ts';
import { Dialect, Encoding } from '#core/table/dialect.ts';
import type { ImportAnswers } from '#host/desk/import/import-answers.ts';
import type { Preview, StatedFile } from '#host/import/preview.ts';

/** Lines that may be said to be the header, by their number. */
const headerLines = 10;

/** How a file is written, facet by facet, with what speaks for it and what it can be changed to. */
export function toReadings(preview: Preview, written: ImportAnswers['written']): Reading[] {
  const { delimited, workbook } = preview;
  if (delimited?.chosen !== undefined) {
    return toDialectReadings(delimited.chosen.dialect, delimited.suggestion, written);
  }
  if (workbook?.form === undefined) return [];
  const { facts, form, undecided } = workbook;
  const stated =
    written.kind === 'stated' ? written.stated : { sheet: form.sheet, headerLine: form.headerRow };
  return [
    {
      facet: 'sheet',
      value: form.sheet,
      sureness: toSureness(stated.sheet !== undefined, undecided.includes('sheet') ? 'undecided' : 'likely'),
      evidence: [],
      choices: facts.sheets.map(({ name }) => name),
    },
    {
      facet: 'header',
      value: String(form.headerRow),
      sureness: toSureness(
        stated.headerLine !== undefined,
        undecided.includes('header') ? 'undecided' : 'likely',
      ),
      evidence: [],
      choices: toLines(form.headerRow),
    },
  ];
}

function toDialectReadings(
  dialect: Dialect,
  suggestion: DialectSuggestion,
  written: ImportAnswers['written'],
): Reading[] {
  const { separatorLine, titleLines = 0 } = dialect;
  const headerLine = 1 + (separatorLine ? 1 : 0) + titleLines;
  const { delimiter, decimal } = Dialect.shape;
  const reading = (facet: DialectFacet, value: string, choices: readonly string[]): Reading => ({
    facet,
    value,
    sureness: toSureness(
      isStated(facet, written),
      suggestion.kind === 'refused' ? 'undecided' : suggestion.sureness[facet],
    ),
    evidence: suggestion.evidence.filter((evidence) => evidence.facet === facet),
    choices,
  });
  return [
    reading('encoding', dialect.encoding, Encoding.options),
    reading('newline', dialect.newline, []),
    reading('delimiter', dialect.delimiter, delimiter.options),
    reading('decimal', dialect.decimal, decimal.options),
    reading('separator-line', String(separatorLine), []),
    reading('header', String(headerLine), toLines(headerLine)),
  ];
}

function isStated(facet: DialectFacet, written: ImportAnswers['written']): boolean {
  if (written.kind === 'full') return true;
  const names: Partial<Record<DialectFacet, keyof StatedFile>> = {
    encoding: 'encoding',
    delimiter: 'delimiter',
    decimal: 'decimal',
    header: 'headerLine',
  };
  const name = names[facet];
  return name !== undefined && written.stated[name] !== undefined;
}

function toSureness(isSaid: boolean, found: Sureness): Reading['sureness'] {
  return isSaid ? 'stated' : found;
}

function toLines(own: number): string[] {
  return Array.from({ length: Math.max(headerLines, own) }, (_, at) => String(at + 1));
}
