import type { Books } from '#core/advice/books.ts';
import type { InputCounts } from '#core/report/input-counts.ts';
import type { ReportWarning } from '#core/report/run-report.ts';

const manyRefused = 1 / 20;
const manyInputs = 1 / 5;

/** What a run report must say beside its books. */
export function toWarnings(
  books: Books,
  inputs: readonly (InputCounts & { readonly label: string })[],
  hasExpectation: boolean,
): readonly ReportWarning[] {
  const { read, refused } = books;
  const duplicates = books.codes.remark['duplicate-patient'] ?? 0;
  return [
    ...(hasExpectation ? [] : [{ code: 'no-expectation' } as const]),
    ...(refused > manyRefused * read ? [{ code: 'many-refused', rows: refused, of: read } as const] : []),
    ...(duplicates > 0 ? [{ code: 'duplicate-patients', rows: duplicates } as const] : []),
    ...inputs.flatMap(toInputWarnings),
  ];
}

function toInputWarnings(input: InputCounts & { readonly label: string }): ReportWarning[] {
  const { label, missing, fine, outsideDevelopment, outsideLimits, notUnderstood } = input;
  const unusual = outsideDevelopment + outsideLimits;
  const of = fine + missing + unusual + notUnderstood;
  return [
    ...(missing > manyInputs * of ? [{ code: 'many-missing', label, rows: missing, of } as const] : []),
    ...(unusual > manyInputs * of ? [{ code: 'many-unusual', label, rows: unusual, of } as const] : []),
  ];
}
