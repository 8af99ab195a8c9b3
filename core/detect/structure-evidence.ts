import type { ChosenStructure } from '#core/detect/choose-structure.ts';
import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { FoundHeader } from '#core/detect/find-header-structure.ts';
import type { Structure } from '#core/detect/structure.ts';
import { suggestSkip } from '#core/detect/suggest-skip-structure.ts';
import type { Dialect } from '#core/table/dialect.ts';

/** A kind of line break, and how often it stands in the samples, inside quotes too. */
export interface LineBreaks {
  readonly newline: Dialect['newline'];
  readonly count: number;
}

/** What speaks for the chosen structure and against it. */
export function toStructureEvidence(
  { best, others }: ChosenStructure,
  seen: { readonly lineBreaks: readonly LineBreaks[]; readonly separatorLine: string | undefined },
): DialectEvidence[] {
  const columns = best.header.record.cells.length;
  return [
    ...seen.lineBreaks.map(({ newline, count }): DialectEvidence => ({
      code: seen.lineBreaks.length === 1 ? 'newline-only' : 'newlines-mixed',
      facet: 'newline',
      count,
      of: seen.lineBreaks.reduce((sum, one) => sum + one.count, 0),
      what: toNewlineName(newline),
    })),
    ...(seen.separatorLine === undefined
      ? []
      : [
          {
            code: 'separator-line-says',
            facet: 'separator-line',
            count: 1,
            what: seen.separatorLine,
          } as const,
        ]),
    columns === 1
      ? { code: 'no-delimiter', facet: 'delimiter', count: best.rows.length, of: best.records }
      : toWidth('cells-per-row', best),
    ...others.map((other) => toWidth('other-cells-per-row', other)),
    toHeader(best.header, columns),
    ...counted('title-lines', 'header', best.titleLines, best.headerLine),
    ...counted('blank-rows', 'delimiter', best.blank, best.records + best.blank),
    ...counted('repeated-headers', 'header', best.repeated, best.records + best.repeated),
    ...counted('totals-rows', 'header', toTotals(best), best.records),
    ...counted('ragged-rows', 'delimiter', best.ragged, best.records),
    ...counted('faulty-quotes', 'delimiter', best.faulty, best.records),
    ...counted('lines-after-table', 'delimiter', best.after, best.records),
  ];
}

function toWidth(
  code: 'cells-per-row' | 'other-cells-per-row',
  { marks, rows, records }: Structure,
): DialectEvidence {
  return { code, facet: 'delimiter', count: rows.length, of: records, what: marks.delimiter };
}

function toHeader({ verdict, contrast }: FoundHeader, columns: number): DialectEvidence {
  switch (verdict) {
    case 'contrast':
      return { code: 'header-titles-over-values', facet: 'header', count: contrast, of: columns };
    case 'first':
      return { code: 'header-first-full-row', facet: 'header', count: 1, of: columns };
    case 'two':
      return { code: 'header-two-candidates', facet: 'header', count: 2 };
    case 'data':
      return { code: 'header-looks-like-data', facet: 'header', count: columns };
  }
}

function toTotals(structure: Structure): number {
  return suggestSkip(structure).reduce((sum, { rows }) => sum + rows, 0);
}

function counted(
  code: DialectEvidence['code'],
  facet: DialectEvidence['facet'],
  count: number,
  of: number,
): DialectEvidence[] {
  return count === 0 ? [] : [{ code, facet, count, of }];
}

function toNewlineName(newline: Dialect['newline']): string {
  return newline === '\r\n' ? 'CRLF' : newline === '\n' ? 'LF' : 'CR';
}
