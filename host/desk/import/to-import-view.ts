import type { ImportBooks, ImportView } from '#core/contract/import-view.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { PassCounts } from '#core/report/pass-counter.ts';
import { suggestPatient, type FoundFile, type ImportSession } from '#host/desk/import/import-session.ts';
import { toMappingRows } from '#host/desk/import/to-mapping-rows.ts';
import { toReadings } from '#host/desk/import/to-readings.ts';
import { toSample } from '#host/desk/import/to-sample.ts';

/** All that the import screen shows, of a session as it stands. */
export async function toImportView(session: ImportSession): Promise<ImportView> {
  const found = await session.find();
  const { answers, file, result } = session;
  const { preview, table } = found;
  const misfit = session.findMisfit(found);
  const { profile, open } = session.resolve(found);
  const checked = result !== undefined && 'checked' in result ? result : undefined;
  const failure = result !== undefined && 'code' in result ? result : undefined;
  const refusal = failure ?? misfit ?? preview.refusal;
  const allOpen = misfit === undefined ? [...open, ...(checked?.open ?? [])] : open;
  const patient = answers.patient.column ?? (table && suggestPatient(table.findings));
  return {
    file,
    kind: preview.kind,
    ...(checked === undefined ? {} : { sha256: checked.checked.sha256, books: toBooks(checked.counts) }),
    readings: toReadings(preview, answers.written),
    ...(table === undefined ? {} : { dialect: table.written.dialect }),
    header: table?.preview.header.titles ?? [],
    headerLine: table?.preview.header.line ?? 0,
    sample:
      table === undefined ? [] : toSample(table.preview.firstItems, toSampleMapper(session, found, profile)),
    columns: table?.findings.columns ?? [],
    provisional: table !== undefined && !table.whole && checked === undefined,
    patientColumn: { column: patient, confirmed: answers.patient.column !== undefined },
    rows: answers.rows,
    skip: answers.skip === 'suggested' ? (table?.findings.findings.skip ?? []) : answers.skip,
    mapping:
      table === undefined
        ? []
        : toMappingRows(session.bundle.bundle.manifest, answers, {
            titles: table.preview.header.titles,
            rows: table.preview.firstRows,
            dialect: table.written.dialect,
            suggestions: table.findings.findings.suggestions,
          }),
    open: allOpen,
    accepted: answers.accept,
    ...toProfileView(session),
    ...(refusal === undefined ? {} : { refusal: toPlain(refusal) }),
    remarks: checked?.checked.remarks ?? preview.remarks ?? [],
    canUndo: session.canUndo,
    canRedo: session.canRedo,
    ready: checked !== undefined && allOpen.length === 0 && refusal === undefined,
  };
}

/** For the sample: only where no other row decides which row counts. */
function toSampleMapper(session: ImportSession, { table }: FoundFile, profile: Profile | undefined) {
  if (table === undefined || profile === undefined || session.findMisfit({ table }) !== undefined)
    return undefined;
  const { rows: _, patient, ...rest } = profile;
  const single = { ...rest, patient: { column: patient.column } };
  return toRowMapper(single, table.preview.header, session.bundle.bundle.manifest);
}

function toProfileView(session: ImportSession): Pick<ImportView, 'profile'> {
  const { saved, base, isBase } = session;
  if (saved !== undefined)
    return { profile: { name: saved.name, version: saved.version ?? 1, changed: false } };
  if (base === undefined) return {};
  const { name, version = 1 } = base.profile;
  return { profile: { name, version, changed: !isBase } };
}

function toBooks(counts: PassCounts): ImportBooks {
  const { read, usable, flagged, withoutAdvice, refused, skipped, patients, duplicateRows } = counts;
  const { faults, skips, reasons, inputs } = counts;
  const fine = usable - flagged - withoutAdvice;
  return {
    read,
    fine,
    flagged,
    withoutAdvice,
    refused,
    skipped,
    patients,
    duplicateRows,
    faults,
    skips,
    reasons,
    inputs,
  };
}

function toPlain(
  refusal: NonNullable<ImportView['refusal']> & { readonly line?: number; readonly column?: string },
) {
  const { code, message, about, line, column } = refusal;
  const place = {
    ...(line === undefined || line === 0 ? {} : { line }),
    ...(column === undefined ? {} : { column }),
  };
  const told = about ?? (Object.keys(place).length === 0 ? undefined : place);
  return { code, message, ...(told === undefined ? {} : { about: told }) };
}
