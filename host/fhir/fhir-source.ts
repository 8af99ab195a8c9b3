import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { toAccountLines, type FhirAccount } from '#core/fhir/account.ts';
import type { FhirForm } from '#core/fhir/fhir-map.ts';
import { FhirTable } from '#core/fhir/fhir-table.ts';
import { LineReader, type JsonLine } from '#core/fhir/ndjson.ts';
import { parseResource } from '#core/fhir/parse-resource.ts';
import { BundleReader } from '#core/fhir/read-bundle.ts';
import { mustHold } from '#core/must-hold.ts';
import { Decoder } from '#core/table/decode.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { toTypedHeader, toTypedRow } from '#core/table/typed-record.ts';
import { InputFile } from '#host/files/input-file.ts';
import { listFiles } from '#host/files/list-files.ts';
import type { TableSource } from '#host/import/table-source.ts';

/** Resources of FHIR as a table. Rows are numbered from 2, as if the table stood in a file below its header. */
export interface FhirSource extends TableSource {
  /** What became of every resource; only after all items were taken. */
  account(): FhirAccount;
}

/** All are open at once. */
const maxFiles = 256;
const batchRows = 1024;

/**
 * A Bundle, an NDJSON file, or a folder of `.ndjson` files (then its digest is that of `sha256sum *.ndjson`). All is
 * read before the first row is given; memory holds the values the map asks for and one resource.
 * @throws FileError
 */
export async function openFhir(path: string, form: FhirForm, dialect: Dialect): Promise<FhirSource> {
  const files: InputFile[] = [];
  try {
    const paths = form.container === 'ndjson' ? listFiles(path, '.ndjson', maxFiles) : [path];
    for (const one of paths) files.push(await InputFile.open(one));
  } catch (error) {
    await closeAll(files);
    throw error;
  }
  let account: FhirAccount | undefined;
  return {
    path,
    size: sum(files, (file) => file.size),
    bytesRead: () => sum(files, (file) => file.bytesRead),
    items: () => readItems(files, form, dialect, (closed) => (account = closed)),
    remarks: () => (account === undefined ? [] : toAccountLines(account)),
    digest: () => toDigest(files),
    readToEnd: async (signal) => {
      for (const file of files) {
        const rest = file.chunks();
        while (!(await rest.next()).done) signal?.throwIfAborted();
      }
      return { sha256: toDigest(files), bytes: sum(files, (file) => file.bytesRead) };
    },
    close: () => closeAll(files),
    account: () => {
      mustHold(account !== undefined, 'an account is kept until all rows are taken');
      return account;
    },
  };
}

async function* readItems(
  files: readonly InputFile[],
  form: FhirForm,
  dialect: Dialect,
  onClosed: (account: FhirAccount) => void,
): AsyncGenerator<readonly TableItem[], readonly Problem[]> {
  const titles = form.columns.map(({ title }) => title);
  yield [{ kind: 'header', header: toTypedHeader(1, titles, dialect) }];
  const table = new FhirTable(form);
  for (const file of files) {
    if (files.length > 1 && file.size === 0) continue;
    for await (const _ of readFile(file, form, table, files.length > 1)) yield [];
  }
  const rows = table.rows();
  let line = 1;
  for (;;) {
    const batch: TableItem[] = [];
    let next = rows.next();
    for (; !next.done; next = rows.next()) {
      line += 1;
      const cells = next.value.map(({ text }) => text);
      const kinds = next.value.map(({ kind }) => kind);
      batch.push({ kind: 'row', row: toTypedRow(line, cells, kinds, dialect) });
      if (batch.length === batchRows) break;
    }
    yield batch;
    if (!next.done) continue;
    onClosed(next.value);
    if (line === 1) throw new TableError('header-only', 1, 'expected patients, got no row of one');
    return [];
  }
}

/** Takes the resources of one file; gives a turn for each chunk. */
async function* readFile(
  file: InputFile,
  { container }: FhirForm,
  table: FhirTable,
  named: boolean,
): AsyncGenerator<void> {
  const lines = new LineReader();
  const bundle = new BundleReader(table);
  const take = (taken: Iterable<JsonLine>): void => {
    for (const { text, line } of taken) table.add(parseResource(text, line), line);
  };
  try {
    for await (const text of decode(file)) {
      if (container === 'bundle') bundle.push(text);
      else take(lines.push(text));
      yield;
    }
    if (container === 'bundle') bundle.end();
    else take(lines.end());
  } catch (error) {
    if (!named || !(error instanceof TableError)) throw error;
    const reason = error.message.replace(/^line [0-9]+: /, '');
    throw new TableError(error.code, error.line, `${basename(file.path)}: ${reason}`);
  }
}

/** UTF-8, with or without a byte order mark. */
async function* decode(file: InputFile): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  for await (const chunk of file.chunks()) {
    const bom = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    decoder ??= new Decoder({ encoding: 'utf-8', bom });
    yield decoder.push(chunk);
  }
  yield (decoder ?? new Decoder({ encoding: 'utf-8', bom: false })).end().text;
}

function toDigest(files: readonly InputFile[]): string {
  const [only, ...others] = files;
  if (only !== undefined && others.length === 0) return only.digest();
  const sums = files.map((file) => `${file.digest()}  ${basename(file.path)}\n`);
  return createHash('sha256').update(sums.join('')).digest('hex');
}

function sum(files: readonly InputFile[], of: (file: InputFile) => number): number {
  return files.reduce((total, file) => total + of(file), 0);
}

async function closeAll(files: readonly InputFile[]): Promise<void> {
  for (const file of files) await file.close();
}
