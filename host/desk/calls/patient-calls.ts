import type { Draft } from '#core/audit/draft.ts';
import type { ModelCell } from '#core/bundle/input-block.ts';
import type { CallArguments } from '#core/contract/calls.ts';
import type { DecisionView, PatientView, ShownValue, WhyView } from '#core/contract/patients-view.ts';
import type { Handlers } from '#host/desk/calls/handlers.ts';
import type { Desk } from '#host/desk/desk.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { comparePatient } from '#host/desk/list/compare-patient.ts';
import { toDecisionOutputs } from '#host/desk/list/decision-outputs.ts';
import type { ListedRow, PatientList } from '#host/desk/list/patient-list.ts';
import { toModelCell } from '#host/desk/list/shown-value.ts';
import { toPatientView, toResultView } from '#host/desk/list/to-patient-view.ts';
import { toAlike, toStrongest, toVariations, toWhyRow } from '#host/desk/list/why.ts';
import { decided, patientOpened, toBundleName, whatIf } from '#host/desk/log-drafts.ts';
import { scorePatients, type ScoredPatient } from '#host/scoring/row-scorer.ts';

export const patientCalls = {
  'patient-open': async (desk, { row: at }): Promise<PatientView> => {
    const { list, row } = findRow(desk, at);
    await desk.checkModel();
    const { bundle } = list.source;
    const result = row.scored === undefined ? undefined : row.entry;
    const { size } = await desk.log.append(patientOpened(row.patient, bundle, result));
    const ms = desk.model?.msPerPatient ?? 0;
    const shown = row.scored === undefined ? toResultView(toRefused(row), 0) : toResultView(row.scored, ms);
    return toPatientView(list, at, row, shown, size - 1);
  },
  'patient-what-if': async (desk, { row: at, values }) => {
    const { list, row } = findRow(desk, at);
    const { changed, cells } = toChanged(list, row, values);
    await desk.checkModel();
    if (changed.length === 0 && row.scored !== undefined) {
      // The record as it is: what was logged and shown.
      return { ...toResultView(row.scored, desk.model?.msPerPatient ?? 0), entry: row.entry };
    }
    const startMs = performance.now();
    const [scored] = await scoreChanged(desk, list, row, [cells]);
    const ms = performance.now() - startMs;
    if (scored === undefined) throw new Error('one row gives one result');
    const draft = whatIf({ run: list.run, row, scored, changed });
    const { size } = await desk.log.append([draft]);
    return { ...toResultView(scored, ms), entry: size - 1 };
  },
  'patient-decide': async (desk, { row: at, decision }) => {
    const { list, row } = findRow(desk, at);
    if (row.scored === undefined)
      throw new DeskError('row-without-result', 'this row has no result to decide on');
    const { manifest } = list.source.bundle.bundle;
    if (
      'arm' in decision &&
      decision.arm !== undefined &&
      !manifest.arms.some(({ name }) => name === decision.arm)
    ) {
      throw new DeskError('arm-unknown', `the model has no arm ${decision.arm}`);
    }
    const before = list.decisions.get(at);
    if (decision.kind === 'undone' && before === undefined) {
      throw new DeskError('decision-none', 'there is no decision to undo');
    }
    const { size } = await desk.log.append([toDecisionDraft(list, row, decision)]);
    if (decision.kind === 'undone') {
      list.decisions.delete(at);
      return null;
    }
    const { account, name } = desk.log.who;
    const view: DecisionView = {
      kind: decision.kind,
      ...(decision.arm === undefined ? {} : { arm: decision.arm }),
      ...(decision.kind === 'overridden' ? { reason: decision.reason } : {}),
      ...(decision.kind === 'overridden' && decision.note !== undefined ? { note: decision.note } : {}),
      at: desk.now().toISOString(),
      who: name ?? account,
      entry: size - 1,
    };
    list.decisions.set(at, view);
    return view;
  },
  'patient-why': async (desk, { row: at }): Promise<WhyView> => {
    const { list, row } = findRow(desk, at);
    const { manifest, reference } = list.source.bundle.bundle;
    const { mean } = toDecisionOutputs(manifest);
    const advice = row.scored?.result.advice;
    const difference = row.scored?.outputs?.[mean];
    if (difference === undefined || advice === undefined || advice.state === 'no-recommendation') {
      throw new DeskError('why-none', 'there is no difference to tell the reasons of');
    }
    await desk.checkModel();
    const variations = toVariations(manifest, reference, row.values);
    const scored = await scoreChanged(
      desk,
      list,
      row,
      variations.map(({ values }) => values),
    );
    const answers = variations.flatMap((variation, place) => {
      const answer = scored[place];
      return answer === undefined ? [] : [{ variation, scored: answer }];
    });
    const strongest = toStrongest(manifest, difference, answers);
    const drafts = strongest.map((answer) =>
      whatIf({ run: list.run, row, scored: answer.scored, changed: [answer.variation.input.name] }),
    );
    if (drafts.length > 0) await desk.log.append(drafts);
    const alike = toAlike(manifest, reference, row.values);
    return { difference, rows: strongest.map(toWhyRow), ...(alike === undefined ? {} : { alike }) };
  },
  'patient-compare': (desk, { row: at, with: ref }) => {
    const { list, row } = findRow(desk, at);
    return comparePatient(desk, list, row, ref);
  },
  'patient-taken': async (desk, { row: at, how }) => {
    const { list, row } = findRow(desk, at);
    const taken = {
      view: 'advice',
      patient: row.patient,
      bundle: toBundleName(list.source.bundle),
      run: list.run,
      ...(row.scored === undefined ? {} : { result: row.entry }),
    };
    const draft: Draft =
      how === 'copied' || how === 'picture'
        ? { type: 'view-copied', ...taken }
        : { type: 'view-printed', ...taken };
    const { size } = await desk.log.append([draft]);
    return { entry: size - 1 };
  },
} satisfies Partial<Handlers>;

/** @throws DeskError `list-none`, `row-unknown` */
export function findRow(desk: Desk, at: number): { readonly list: PatientList; readonly row: ListedRow } {
  const list = desk.openList;
  if (at >= list.length) throw new DeskError('row-unknown', `expected a row below ${list.length}, got ${at}`);
  return { list, row: list.row(at) };
}

/** The patient's values with some typed ones in their place. @throws DeskError `value-refused` */
export function toChanged(
  list: PatientList,
  row: ListedRow,
  values: Readonly<Record<string, ShownValue>>,
): { readonly changed: readonly string[]; readonly cells: readonly ModelCell[] } {
  const { inputs } = list.source.bundle.bundle.manifest;
  const names = Object.keys(values);
  const unknown = names.find((name) => !inputs.some((input) => input.name === name));
  if (unknown !== undefined) throw new DeskError('value-refused', `the model has no input ${unknown}`);
  const changed: string[] = [];
  const cells = inputs.map((input, at) => {
    const before = row.values[at] ?? Number.NaN;
    if (!Object.hasOwn(values, input.name)) return before;
    const value = toModelCell(input, values[input.name] ?? null);
    if (!Object.is(value, before)) changed.push(input.name);
    return value;
  });
  return { changed, cells };
}

/** Results for one patient with other values, in one call of the model. @throws RunnerError */
export async function scoreChanged(
  desk: Desk,
  list: PatientList,
  row: Pick<ListedRow, 'line' | 'patient'>,
  rows: readonly (readonly ModelCell[])[],
): Promise<readonly ScoredPatient[]> {
  const model = desk.usedModel;
  const { rowMs } = await model.ready();
  return scorePatients(
    list.source.bundle.bundle.manifest,
    model,
    rows.map((values) => ({
      row: { kind: 'patient', line: row.line, patient: row.patient, values, problems: [], sources: [] },
      remarks: [],
    })),
    rowMs,
  );
}

/** A refused row has no advice; what stands in its place says so. */
function toRefused(row: ListedRow): ScoredPatient {
  const advice = { state: 'no-recommendation', reasons: [], estimates: 'withheld' } as const;
  return {
    row: {
      kind: 'patient',
      line: row.line,
      patient: row.patient,
      values: row.values,
      problems: [],
      sources: [],
    },
    asked: undefined,
    outputs: undefined,
    result: { status: 'flagged', advice, remarks: [], outputs: null },
  };
}

type Decision = CallArguments<'patient-decide'>['decision'];

function toDecisionDraft(list: PatientList, row: ListedRow, decision: Decision): Draft {
  const { bundle } = list.source;
  switch (decision.kind) {
    case 'agreed':
      return decided(row.patient, bundle, row.entry, { kind: 'accepted' });
    case 'chosen':
      return decided(row.patient, bundle, row.entry, {
        kind: 'overridden',
        chosen: decision.arm,
        reason: 'preference',
      });
    case 'overridden': {
      const { arm, reason, note } = decision;
      return decided(row.patient, bundle, row.entry, {
        kind: 'overridden',
        ...(arm === undefined ? {} : { chosen: arm }),
        reason,
        ...(note === undefined ? {} : { note }),
      });
    }
    case 'undone':
      return decided(row.patient, bundle, row.entry, { kind: 'overridden', reason: 'undone' });
    default:
      return decision satisfies never;
  }
}
