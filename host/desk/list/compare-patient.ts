import { createHash } from 'node:crypto';
import type { CompareView } from '#core/contract/patients-view.ts';
import { machineDialect } from '#core/results/machine-dialect.ts';
import { version } from '#core/version.ts';
import { openUsable } from '#host/desk/calls/model-calls.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import type { ListedRow, PatientList } from '#host/desk/list/patient-list.ts';
import { toOtherModel } from '#host/desk/list/to-other-model.ts';
import { toResultView } from '#host/desk/list/to-patient-view.ts';
import { toBundleName } from '#host/desk/log-drafts.ts';
import { toInference } from '#host/scoring/to-inference.ts';
import type { ModelInUse } from '#host/desk/models/model-in-use.ts';
import { toModelContent, toRef } from '#host/desk/models/to-content.ts';
import { toLoggedConfinement } from '#host/runner/confinement.ts';
import { engineVersion } from '#host/runner/engine-version.ts';
import { scorePatients } from '#host/scoring/row-scorer.ts';
import { toRunName } from '#host/scoring/score-run.ts';

/** A second model beside the one in use, and the run under which the log has its results for a list. */
export interface ComparedModel {
  readonly model: ModelInUse;
  readonly run: string;
  readonly list: PatientList;
}

const noBytes = createHash('sha256').digest('hex');

/** One patient of the list under a second model. Throws DeskError, RunnerError, LogError, and what opening a model throws. */
export async function comparePatient(
  desk: Desk,
  list: PatientList,
  row: ListedRow,
  ref: string,
): Promise<CompareView> {
  if (row.scored === undefined) {
    throw new DeskError('row-without-result', 'this row has no result to compare');
  }
  const { model, run } = await openOther(desk, list, ref);
  await desk.checkAllowed(model);
  const { bundle } = model;
  const { values, lacking, isRefused } = toOtherModel(
    list.source.bundle.bundle.manifest,
    row.values,
    bundle.bundle.manifest,
  );
  const common = { with: ref, content: toModelContent(bundle), lacking };
  if (isRefused) {
    const { size } = await desk.log.run((log) => log.head());
    return { ...common, result: undefined, entry: size - 1 };
  }
  const { rowMs, msPerPatient } = await model.ready();
  const { line, patient } = row;
  const mapped = { kind: 'patient', line, patient, values, problems: [], sources: [] } as const;
  const [scored] = await scorePatients(bundle.bundle.manifest, model, [{ row: mapped, remarks: [] }], rowMs);
  if (scored === undefined) throw new Error('one row gives one result');
  const { size } = await desk.log.run((log) => {
    const result = log.append([toInference(run, scored)]).size - 1;
    return log.append([
      {
        type: 'models-compared',
        patient,
        bundles: [toBundleName(list.source.bundle), toBundleName(bundle)],
        results: [row.entry, result],
      },
    ]);
  });
  return { ...common, result: toResultView(scored, msPerPatient), entry: size - 1 };
}

async function openOther(desk: Desk, list: PatientList, ref: string): Promise<ComparedModel> {
  if (ref === toRef(list.source.bundle)) {
    throw new DeskError('model-not-usable', 'expected another model than the one in use');
  }
  const known = desk.other !== undefined && toRef(desk.other.model.bundle) === ref ? desk.other : undefined;
  if (known?.list === list) return known;
  const model = known?.model ?? (await openUsable(desk, ref));
  const run = toRunName();
  const { sha256, profile } = list.source;
  await desk.log.append([
    {
      type: 'run-started',
      run,
      input: { sha256: sha256 === '' ? noBytes : sha256, bytes: list.source.bytes },
      profile: { sha256: list.source.profileDigest },
      bundle: toBundleName(model.bundle),
      dialect: profile?.dialect ?? machineDialect,
      software: { visite: version, engine: engineVersion() },
      confinement: toLoggedConfinement(await model.confinement()),
    },
  ]);
  if (known === undefined) desk.closeOther();
  const other = { model, run, list };
  desk.other = other;
  return other;
}
