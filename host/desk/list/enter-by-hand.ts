import { createHash } from 'node:crypto';
import { OpenBooks } from '#core/advice/books.ts';
import type { ShownValue } from '#core/contract/patients-view.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import { readPatient } from '#core/mapping/read-patient.ts';
import type { Problem } from '#core/table/problem.ts';
import { version } from '#core/version.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { PatientList } from '#host/desk/list/patient-list.ts';
import { toCells } from '#host/desk/list/shown-value.ts';
import { toBundleName } from '#host/desk/log-drafts.ts';
import { toInference } from '#host/scoring/to-inference.ts';
import { toLoggedConfinement } from '#host/runner/confinement.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { meterFuel } from '#host/runner/meter-fuel.ts';
import { scorePatients } from '#host/scoring/row-scorer.ts';
import { toRunName } from '#host/scoring/score-run.ts';

/** The digest of no bytes: there is no file. A digest of what was typed would tell who it is. */
const noBytes = createHash('sha256').digest('hex');

/**
 * One patient whose values were typed, as a list of one row; in the log like a run over a file of no bytes.
 * @throws DeskError `value-refused`, RunnerError, LogError
 */
export async function enterByHand(
  desk: Desk,
  patient: string,
  values: Readonly<Record<string, ShownValue>>,
): Promise<PatientList> {
  const problems: Problem[] = [];
  const number = readPatient(patient, undefined, 1, '', problems);
  if (number === '')
    throw new DeskError('value-refused', problems[0]?.message ?? 'expected a patient number');
  const model = desk.usedModel;
  const { bundle } = model;
  const { manifest } = bundle.bundle;
  const cells = toCells(manifest, values);
  const { rowMs } = await model.ready();
  const row = {
    kind: 'patient',
    line: 1,
    patient: number,
    values: cells,
    problems: [],
    sources: [],
  } as const;
  const metered = meterFuel(model);
  const [scored] = await scorePatients(manifest, metered.model, [{ row, remarks: [] }], rowMs);
  if (scored === undefined) throw new Error('one row gives one result');
  const books = new OpenBooks();
  books.enter(scored.result);
  const closed = books.close(1);
  const run = toRunName();
  await desk.checkModel();
  const { size } = await desk.log.append([
    {
      type: 'run-started',
      run,
      input: { sha256: noBytes, bytes: 0 },
      profile: { sha256: noBytes },
      bundle: toBundleName(bundle),
      dialect: machineDialect,
      software: { visite: version, engine: engineVersion() },
      confinement: toLoggedConfinement(await model.confinement()),
    },
    toInference(run, scored, scored.outputs === undefined ? undefined : metered.fuel()),
    { type: 'run-finished', run, books: closed, outputs: [], fuel: metered.fuel() },
  ]);
  const list = new PatientList({
    bundle,
    profile: undefined,
    titles: [],
    fileName: '',
    path: undefined,
    sha256: '',
    bytes: 0,
    profileDigest: noBytes,
    profileName: { name: '', version: 0 },
    readAt: desk.now().toISOString(),
  });
  list.addRow(1, number, cells, scored, size - 2);
  list.close(run, closed);
  return list;
}
