import type { CanonicalCells } from '#core/results/canonical-row.ts';

/** Places in `cellXfs` of `stylesXml`. */
const styles = { date: 1, dateTime: 2, text: 3, title: 4 } as const;

/**
 * The styles of a workbook that we write: dates from year to day, and texts as text, so that one that begins with `=` stays
 * text when somebody edits its cell.
 */
export const stylesXml =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>' +
  '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>' +
  '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>' +
  '</styleSheet>';

/** A worksheet up to its first row: the first row stays in sight, columns are as wide as their titles need. */
export function toSheetStart(titles: readonly string[]): string {
  const columns = titles.map((title, at) => {
    const width = Math.min(Math.max(title.length + 2, 10), 40);
    return `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`;
  });
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
    '</sheetView></sheetViews>' +
    `<cols>${columns.join('')}</cols><sheetData>${toTitleRow(titles)}`
  );
}

/** What follows the last row. */
export const sheetEnd = '</sheetData></worksheet>';

/** A row of typed cells; `number` from 1. A text is never a formula. */
export function toSheetRow(number: number, { cells, kinds }: CanonicalCells): string {
  let xml = `<row r="${number}">`;
  for (const [at, text] of cells.entries()) xml += toCellXml(toPlace(at, number), text, kinds[at] ?? 'text');
  return `${xml}</row>`;
}

function toTitleRow(titles: readonly string[]): string {
  return `<row r="1">${titles.map((title, at) => toTextXml(toPlace(at, 1), title, styles.title)).join('')}</row>`;
}

function toCellXml(place: string, text: string, kind: CanonicalCells['kinds'][number]): string {
  switch (kind) {
    case 'empty':
      return text === '' ? '' : toTextXml(place, text, styles.text);
    case 'number':
      return `<c r="${place}"><v>${Number(text)}</v></c>`;
    case 'date':
      return toDateXml(place, text);
    case 'boolean':
      return `<c r="${place}" t="b"><v>${text === 'true' ? 1 : 0}</v></c>`;
    case 'error':
      return excelErrors.has(text)
        ? `<c r="${place}" t="e"><v>${text}</v></c>`
        : toTextXml(place, text, styles.text);
    case 'text':
      return text === '' ? '' : toTextXml(place, text, styles.text);
    default:
      return kind satisfies never;
  }
}

/** ECMA-376 part 1, 18.17.3, and Excel's later ones. */
const excelErrors: ReadonlySet<string> = new Set([
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
]);

function toTextXml(place: string, text: string, style: number): string {
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${toXmlText(text)}</t></is></c>`;
}

const isoDate = /^(\d{4})-(\d{2})-(\d{2})(?: (\d{2}):(\d{2}):(\d{2}))?$/;
const dayMs = 86_400_000;
/** Days that a spreadsheet's 1 March 1900, number 61, lies behind the day with number 0. */
const firstSound = { day: 61, ms: Date.UTC(1900, 2, 1) };

/** A date as a spreadsheet counts days; as text where it has none, before March 1900. */
function toDateXml(place: string, text: string): string {
  const found = isoDate.exec(text);
  if (found === null) return toTextXml(place, text, styles.text);
  const [year, month, day, hours, minutes, seconds] = found.slice(1).map((part) => Number(part ?? 0));
  const dateMs = Date.UTC(year ?? 0, (month ?? 0) - 1, day);
  const real = new Date(dateMs).toISOString().startsWith(text.slice(0, 10));
  if (!real || (year ?? 0) < 1900 || dateMs < firstSound.ms) return toTextXml(place, text, styles.text);
  const days = firstSound.day + (dateMs - firstSound.ms) / dayMs;
  if (found[4] === undefined) return `<c r="${place}" s="${styles.date}"><v>${days}</v></c>`;
  const clock = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) / 86_400;
  return `<c r="${place}" s="${styles.dateTime}"><v>${days + clock}</v></c>`;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/**
 * Text as XML. What XML cannot hold, a carriage return, and what would be read as such an escape are written `_xHHHH_`
 * (ECMA-376 part 1, 22.9.2.19).
 */
function toXmlText(text: string): string {
  if (!/[&<>_]|[^\t\n\x20-\uD7FF\uE000-\uFFFD]/.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[^\t\n\x20-\uFFFD]|[\uFFFE\uFFFF]/g, toEscape)
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, toEscape)
    .replace(/[&<>]/g, (character) => escapes[character] ?? character);
}

function toEscape(character: string): string {
  return `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/** `BC12`; the column from 0. */
function toPlace(column: number, row: number): string {
  let letters = '';
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26)) {
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters;
  }
  return letters + String(row);
}
