import type { CanonicalCells } from '#core/results/canonical-row.ts';
import { sheetEnd, stylesXml, toSheetRow, toSheetStart } from '#core/results/sheet-xml.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import { ZipWriter, type ByteSink, type ZipEntry } from '#host/sheets/zip-writer.ts';

/** Excel's own limits. */
export const maxSheetRows = 1_048_576;
export const maxSheetColumns = 16_384;
export const maxSheetText = 32_767;

const part = 'http://schemas.openxmlformats.org';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** XML given to the deflater at once, in UTF-16 code units. */
const pieceLength = 256 * 1024;

/**
 * An XLSX workbook of one sheet, `visite`, written from start to end: memory does not grow with it, and nothing is kept
 * in other files. Titles stay in sight. Texts are texts, never formulas; numbers, dates and booleans are typed.
 * @throws SheetsError `workbook-…`, what the sink throws
 */
export class WorkbookWriter {
  readonly #zip: ZipWriter;
  readonly #sheet: ZipEntry;
  readonly #columns: number;
  #text: string;
  #rows = 1;

  private constructor(zip: ZipWriter, sheet: ZipEntry, titles: readonly string[]) {
    this.#zip = zip;
    this.#sheet = sheet;
    this.#columns = titles.length;
    this.#text = toSheetStart(titles);
  }

  static async start(sink: ByteSink, titles: readonly string[]): Promise<WorkbookWriter> {
    if (titles.length > maxSheetColumns) {
      const message = `a sheet has at most ${maxSheetColumns} columns, the result ${titles.length}; write it as CSV`;
      throw new SheetsError('workbook-too-many-columns', message);
    }
    checkTexts(titles);
    const zip = new ZipWriter(sink);
    for (const [name, text] of parts) await zip.file(name, [encode(text)]);
    return new WorkbookWriter(zip, zip.begin('xl/worksheets/sheet1.xml'), titles);
  }

  /** Adds rows of as many cells as there are titles. */
  async write(rows: readonly CanonicalCells[]): Promise<void> {
    for (const row of rows) {
      this.#rows += 1;
      if (this.#rows > maxSheetRows) {
        const message = `a sheet has at most ${maxSheetRows} rows, titles included; write the result as CSV`;
        throw new SheetsError('workbook-too-many-rows', message);
      }
      if (row.cells.length !== this.#columns) throw new Error('a row has not as many cells as titles');
      checkTexts(row.cells);
      this.#text += toSheetRow(this.#rows, row);
      if (this.#text.length > pieceLength) await this.#flush();
    }
  }

  /** Makes the package whole. Nothing is written after it. */
  async end(): Promise<void> {
    this.#text += sheetEnd;
    await this.#flush();
    await this.#sheet.end();
    this.#zip.end();
  }

  async #flush(): Promise<void> {
    const text = this.#text;
    this.#text = '';
    await this.#sheet.write(encode(text));
  }
}

function checkTexts(texts: readonly string[]): void {
  if (texts.every((text) => text.length <= maxSheetText)) return;
  const message = `a cell of a sheet holds at most ${maxSheetText} characters, one of the result more; write it as CSV`;
  throw new SheetsError('workbook-text-too-long', message);
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** What a package must hold beside its sheet, ECMA-376 part 2, 6.2.3 and 6.5. */
const parts: readonly (readonly [string, string])[] = [
  [
    '[Content_Types].xml',
    `${declaration}<Types xmlns="${part}/package/2006/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
      '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
      '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>' +
      '</Types>',
  ],
  [
    '_rels/.rels',
    `${declaration}<Relationships xmlns="${part}/package/2006/relationships">` +
      `<Relationship Id="rId1" Type="${part}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>` +
      '</Relationships>',
  ],
  [
    'xl/workbook.xml',
    `${declaration}<workbook xmlns="${part}/spreadsheetml/2006/main" xmlns:r="${part}/officeDocument/2006/relationships">` +
      '<sheets><sheet name="visite" sheetId="1" r:id="rId1"/></sheets></workbook>',
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${declaration}<Relationships xmlns="${part}/package/2006/relationships">` +
      `<Relationship Id="rId1" Type="${part}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
      `<Relationship Id="rId2" Type="${part}/officeDocument/2006/relationships/styles" Target="styles.xml"/>` +
      '</Relationships>',
  ],
  ['xl/styles.xml', stylesXml],
];
