import { ResultError } from '#core/advice/result-error.ts';
import { toResultColumns } from '#core/advice/result-columns.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { checkProfile } from '#core/mapping/check-profile.ts';
import type { Expectation } from '#core/mapping/expect/expectation.ts';
import { ExportWatch } from '#core/mapping/expect/export-watch.ts';
import { toMovedProblems } from '#core/mapping/expect/moved-problems.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { PatientRows } from '#core/mapping/visits/patient-rows.ts';
import type { ComparedRows } from '#core/mapping/visits/patient-rows.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Header } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { openSource } from '#host/import/open-source.ts';
import type { TableSource } from '#host/import/table-source.ts';
import { SheetsError } from '#host/sheets/sheets-error.ts';
import type { ReadProgress } from '#host/files/read-progress.ts';
import { InputRefused, toInputFault } from '#host/scoring/input-refused.ts';

/** An export that was read once from start to end, and is a table that fits this profile and this model. */
export interface CheckedExport extends ComparedRows {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Records below the header. */
  readonly records: number;
  readonly profile: Profile;
  readonly manifest: Manifest;
  readonly header: Header;
  /** How its columns look; only where that was asked for. */
  readonly look: ExportLook | undefined;
  /** What must be known of it beside its rows, a line each, such as what became of resources of FHIR. */
  readonly remarks: readonly string[];
}

/** How the columns of an export look, and where they differ from what the profile expects. */
export interface ExportLook {
  /** Undefined where there are too few patients. */
  readonly expectation: Expectation | undefined;
  readonly moved: readonly Problem[];
}

/** A refused file is read on to its end for its digest, unless it is larger. */
const maxRefusedBytes = 2 ** 30;

/**
 * Reads the whole file before any row of it is used: text in the declared encoding, a table in the declared dialect, a
 * header that fits profile and model, columns that look as the profile expects. A row that cannot be read does not refuse
 * the file. Where `moved` is `tell`, neither does a column that looks otherwise; `look` says so.
 * @throws FileError, InputRefused, or the signal's reason
 */
export async function checkExport(
  path: string,
  profile: Profile,
  manifest: Manifest,
  signal?: AbortSignal,
  moved: 'refuse' | 'tell' = 'refuse',
  onProgress: (progress: ReadProgress) => void = () => undefined,
): Promise<CheckedExport> {
  const source = await open(path, profile);
  try {
    const table = await readWholeTable(source, profile, manifest, signal, moved, onProgress);
    const remarks = source.remarks?.() ?? [];
    return { path, sha256: source.digest(), bytes: source.bytesRead(), profile, manifest, remarks, ...table };
  } catch (error) {
    const faults = toFaults(error);
    if (faults === undefined) throw error;
    throw new InputRefused(path, faults, await readIdentity(source, signal));
  } finally {
    await source.close();
  }
}

/** @throws FileError, InputRefused */
async function open(path: string, profile: Profile): Promise<TableSource> {
  try {
    return await openSource(path, profile);
  } catch (error) {
    const faults = toFaults(error);
    throw faults === undefined ? error : new InputRefused(path, faults);
  }
}

async function readWholeTable(
  source: TableSource,
  profile: Profile,
  manifest: Manifest,
  signal: AbortSignal | undefined,
  moved: 'refuse' | 'tell',
  onProgress: (progress: ReadProgress) => void,
): Promise<ComparedRows & Pick<CheckedExport, 'records' | 'header' | 'look'>> {
  let table: { header: Header; patients: PatientRows; watch: ExportWatch | undefined } | undefined;
  const batches = source.items();
  let rows = 0;
  for (;;) {
    const batch = await batches.next();
    signal?.throwIfAborted();
    if (batch.done) {
      refuse(source.path, batch.value);
      if (table === undefined) throw new Error('a table begins with its header');
      const problems = toMovedProblems(table.watch?.compare() ?? [], table.header.line);
      if (moved === 'refuse') refuse(source.path, problems);
      const look =
        moved === 'tell' ? { expectation: table.watch?.toExpectation(), moved: problems } : undefined;
      return { records: rows - 1, header: table.header, look, ...table.patients.close() };
    }
    rows += batch.value.length;
    onProgress({ rows, bytesRead: source.bytesRead(), bytesTotal: source.size });
    for (const item of batch.value) {
      if (item.kind === 'header') {
        checkHeader(source.path, profile, manifest, item.header);
        const watched = moved === 'tell' || profile.expect !== undefined;
        const watch = watched ? new ExportWatch(profile, item.header) : undefined;
        table = { header: item.header, patients: new PatientRows(profile, item.header, manifest), watch };
      } else if (item.kind === 'row') {
        if (table?.patients.enter(item.row)) table.watch?.enter(item.row);
      }
    }
  }
}

/** Against profile and model, and the columns that the result adds. */
function checkHeader(path: string, profile: Profile, manifest: Manifest, header: Header): void {
  refuse(path, checkProfile(profile, header, manifest));
  toResultColumns(manifest, header.titles, { decimal: profile.dialect.decimal, run: '' });
}

function refuse(path: string, problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (first) throw new InputRefused(path, [toInputFault(first), ...others.map(toInputFault)]);
}

function toFaults(error: unknown): InputRefused['faults'] | undefined {
  if (error instanceof InputRefused) return error.faults;
  if (error instanceof TableError || error instanceof ResultError || error instanceof SheetsError) {
    return [{ code: error.code, text: error.message }];
  }
  return undefined;
}

/** Digest and size of the whole file; undefined where it is too large to be read on, or cannot be. */
async function readIdentity(
  source: TableSource,
  signal: AbortSignal | undefined,
): Promise<InputRefused['file']> {
  if (source.size > maxRefusedBytes) return undefined;
  try {
    return await source.readToEnd(signal);
  } catch {
    signal?.throwIfAborted();
    return undefined;
  }
}
