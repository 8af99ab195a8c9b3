import {
  toChoiceText,
  toDoubtSentence,
  toEvidenceSentence,
  toMissingSentence,
} from '#core/detect/evidence-sentence.ts';
import { toDialectEvidenceText, toFacetText } from '#core/detect/dialect-text.ts';
import type { DialectFacet } from '#core/detect/dialect-suggestion.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { PreviewTable } from '#core/detect/preview-table.ts';
import { toDialectText } from '#core/report/written-text.ts';
import type { Preview } from '#host/import/preview.ts';
import { toShort, toTextTable } from '#cli/import/text-table.ts';

const mostAlternatives = 3;
const cellWidth = 24;
const rowCellWidth = 40;

/** A preview for a terminal. `values`: whether cells of the file's own rows are shown. */
export function toPreviewLines(preview: Preview, values: boolean): string[] {
  const { delimited, workbook, table, remarks = [], refusal } = preview;
  return [
    `file     ${preview.path}, ${preview.bytes} bytes`,
    `kind     ${toKindText(preview)}`,
    ...(delimited === undefined ? [] : toWrittenLines(delimited, values)),
    ...(workbook === undefined ? [] : toWorkbookLines(workbook)),
    ...remarks.map((remark) => `  ${remark}`),
    ...(refusal === undefined ? [] : [`refused  ${refusal.code}: ${refusal.message}`]),
    ...(table === undefined ? [] : toTableLines(table, values)),
  ];
}

function toWorkbookLines({ facts, form, undecided }: NonNullable<Preview['workbook']>): string[] {
  const { format, sheets, externalLinks, hasMacros } = facts;
  const names = sheets.map(({ name, visibility }) => (visibility === 'visible' ? name : `${name} (hidden)`));
  return [
    `format   ${format.toUpperCase()}, sheets: ${names.join(', ')}`,
    ...(form === undefined ? [] : [`written  sheet ${form.sheet}, titles in row ${form.headerRow}`]),
    ...(externalLinks > 0 ? [`  ${externalLinks} links to other files; none was followed`] : []),
    ...(hasMacros ? ['  it holds macros; none was run'] : []),
    ...undecided.map((what) =>
      what === 'sheet' ? '  UNDECIDED: sheet: say --sheet' : '  UNDECIDED: header: say --header-row',
    ),
  ];
}

function toKindText({ kind }: Preview): string {
  switch (kind.kind) {
    case 'delimited':
      return 'delimited text';
    case 'workbook':
      return 'a workbook';
    case 'parquet':
      return 'Parquet';
    case 'arrow':
      return 'Arrow';
    case 'fhir':
      return 'FHIR resources';
    case 'empty':
      return 'an empty file';
    case 'other':
      return kind.what;
    default:
      throw kind satisfies never;
  }
}

function toWrittenLines(
  { suggestion, chosen }: NonNullable<Preview['delimited']>,
  values: boolean,
): string[] {
  const evidence = suggestion.evidence.map(
    (one) => `  ${toFacetText(one.facet)}: ${toDialectEvidenceText(one)}`,
  );
  if (chosen === undefined || suggestion.kind === 'refused') return evidence;
  const others = (suggestion.kind === 'clear' ? suggestion.alternatives : suggestion.candidates)
    .map(({ dialect }) => toDialectText(dialect))
    .filter((text) => text !== toDialectText(chosen.dialect));
  const unique = [...new Set(others)].slice(0, mostAlternatives);
  const skip = suggestion.skip.map(
    ({ column, equals, rows }) =>
      `  rows that are no patients: ${rows}, by ${column}${values ? `: ${equals}` : ''}`,
  );
  return [
    `written  ${toDialectText(chosen.dialect)}`,
    ...evidence,
    ...skip,
    ...(unique.length === 0 ? [] : ['  or perhaps:', ...unique.map((text) => `    ${text}`)]),
    ...chosen.undecided.map((facet) => `  UNDECIDED: ${toFacetText(facet)}: ${toOptionHint(facet)}`),
  ];
}

function toOptionHint(facet: DialectFacet): string {
  switch (facet) {
    case 'encoding':
      return 'say --encoding';
    case 'delimiter':
    case 'separator-line':
      return 'say --delimiter';
    case 'decimal':
      return 'say --decimal comma or --decimal point';
    case 'header':
      return 'say --header-row';
    case 'newline':
      return 'export the file again: its lines end in different ways';
    default:
      throw facet satisfies never;
  }
}

function toTableLines(table: PreviewTable, values: boolean): string[] {
  const { header, looked, whole } = table;
  const broken = Object.entries(looked.broken).map(([code, rows]) => `${rows} ${code}`);
  const rows = [
    `${looked.rows} rows`,
    ...(looked.blank > 0 ? [`${looked.blank} blank`] : []),
    ...(looked.repeatedHeaders > 0 ? [`${looked.repeatedHeaders} times the header again`] : []),
    ...(broken.length > 0 ? [`not cut into cells: ${broken.join(', ')}`] : []),
  ];
  return [
    `header   line ${header.line}, ${header.titles.length} columns`,
    `looked   at ${rows.join('; ')}${whole ? ', the whole file' : ', of its start, middle and end'}`,
    'PROVISIONAL until "visite import map" has read the whole file and a person has confirmed it.',
    ...(values ? ['', ...toRowLines(table)] : []),
    '',
    'columns',
    ...table.columns.flatMap((column, at) => toColumnLines(column, at, values)),
  ];
}

function toRowLines({ header, firstRows }: PreviewTable): string[] {
  const shown = firstRows.slice(0, 5);
  const rows = header.titles.map((title, at) => [
    toShort(toOneLine(title), cellWidth),
    ...shown.map(({ cells }) => toShort(toOneLine(cells[at] ?? ''), Math.floor(rowCellWidth / 2))),
  ]);
  return [
    ...toTextTable([['rows as understood', ...shown.map(({ line }) => `line ${line}`)], ...rows], new Set()),
  ];
}

function toColumnLines(column: ColumnSuggestion, at: number, values: boolean): string[] {
  const { choice, choices, evidence, doubts, missing } = column;
  const what =
    choice === undefined
      ? choices.length === 0
        ? 'empty'
        : `TO BE DECIDED: ${choices.map(toChoiceText).join(', or ')}`
      : toChoiceText(choice);
  return [
    `  ${at + 1}. ${toOneLine(column.title)}: ${what}`,
    ...evidence.map((one) => `       ${toEvidenceSentence(one)}`),
    ...missing.map((one) => `       missing? ${values ? `"${one.text}": ` : ''}${toMissingSentence(one)}`),
    ...doubts.map((one) => `     ! ${toDoubtSentence(one)}`),
  ];
}

function toOneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ⏎ ');
}
