import type { Input } from '#core/bundle/manifest.ts';
import type { InputView, PatientView, ResultView } from '#core/contract/patients-view.ts';
import { toVisibleText } from '#core/visible-text.ts';
import { toSourceColumns } from '#core/mapping/source.ts';
import type { ListedRow, PatientList } from '#host/desk/list/patient-list.ts';
import { toShownValue } from '#host/desk/list/shown-value.ts';
import type { ScoredPatient } from '#host/scoring/row-scorer.ts';

/** A result as it may be shown: no number where the advice withholds them. */
export function toResultView({ result, outputs }: ScoredPatient, ms: number, fuel?: number): ResultView {
  const { advice, remarks } = result;
  const isWithheld = advice.state === 'no-recommendation' && advice.estimates === 'withheld';
  return {
    advice,
    remarks,
    outputs: isWithheld || outputs === undefined ? undefined : [...outputs],
    ms,
    ...(fuel === undefined ? {} : { fuel }),
  };
}

/** A patient as it is shown; `entry` is the entry of the log that says so. */
export function toPatientView(
  list: PatientList,
  at: number,
  row: ListedRow,
  result: ResultView,
  entry: number,
): PatientView {
  const decision = list.decisions.get(at);
  return {
    row: at,
    line: row.line,
    patient: row.patient,
    inputs: list.source.bundle.bundle.manifest.inputs.map((input, place) =>
      toInputView(list, at, row, input, place),
    ),
    result,
    problems: row.problems,
    entry,
    ...(decision === undefined ? {} : { decision }),
  };
}

function toInputView(list: PatientList, at: number, row: ListedRow, input: Input, place: number): InputView {
  const source = list.source.profile?.inputs[input.name];
  const columns = source === undefined ? [] : toSourceColumns(source);
  const value = row.values[place] ?? Number.NaN;
  const problem = row.problems.find(({ column }) => column !== undefined && columns.includes(column));
  const imputed = row.scored?.result.remarks.find(
    (remark) => remark.code === 'imputed' && remark.input === input.name,
  );
  return {
    input: input.name,
    value: toShownValue(input, value),
    columns: columns.map(toVisibleText),
    cells: columns.map((title) => toVisibleText(list.cell(at, title))),
    state: problem === undefined ? toState(input, value, row) : 'refused',
    ...(imputed?.code === 'imputed' ? { imputed: imputed.value } : {}),
    ...(problem === undefined ? {} : { problem }),
  };
}

function toState(input: Input, value: number | string, { scored }: ListedRow): InputView['state'] {
  const advice = scored?.result.advice;
  const reasons = advice?.state === 'no-recommendation' ? advice.reasons : [];
  const about = reasons.filter((reason) => 'input' in reason && reason.input === input.name);
  if (about.some(({ code }) => code === 'outside-limits')) return 'outside-limits';
  if (about.some(({ code }) => code === 'outside-population')) return 'outside-population';
  if (typeof value === 'number' && Number.isNaN(value)) {
    switch (input.missing.policy) {
      case 'refuse':
        return 'missing';
      case 'model':
        return 'left-missing';
      case 'impute':
        return 'imputed';
      default:
        return input.missing satisfies never;
    }
  }
  if (input.type !== 'number' || typeof value !== 'number') return 'fine';
  const { min, max } = input.development;
  return value < min || value > max ? 'outside-development' : 'fine';
}
