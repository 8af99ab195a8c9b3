import type { ListView } from '#core/contract/patients-view.ts';
import { toPersons } from '#core/advice/persons.ts';
import { toThresholds } from '#core/estimates/to-answer.ts';
import { toPatientState } from '#core/estimates/find-patients.ts';
import { toSafeText } from '#core/table/formula.ts';
import { announce } from '#renderer/parts/announce.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { toArmIndex } from '#renderer/screens/patients/list-place.ts';
import { call } from '#renderer/state/bridge.ts';
import type { patientsWords } from '#renderer/strings/patients.ts';

/**
 * A patient's row as text with tabs, as spreadsheets take it. The log says first that it left the window.
 * @param marks what the numbers may not be taken for
 */
export async function copyRow(
  list: ListView,
  row: number,
  model: ModelWords,
  words: (typeof patientsWords)['nl'],
  marks: readonly string[],
): Promise<void> {
  const { patients } = list;
  const { inputs } = list.model.manifest;
  const patient = patients.patient[row] ?? '';
  const mean = patients.mean[row] ?? NaN;
  const persons = (share: number | undefined): string =>
    // a spreadsheet knows no other minus than this one
    share === undefined || Number.isNaN(share) ? '' : String(toPersons(share));
  const cells = [
    patient,
    ...patients.inputs.map(({ input: name, values }) => {
      const input = inputs.find((found) => found.name === name);
      return input === undefined ? '' : model.said(input, values[row] ?? null);
    }),
    words.states[toPatientState(patients, row, toArmIndex(list))],
    Number.isNaN(mean)
      ? ''
      : model.numbers.chance(patients.probability[row] ?? NaN, toThresholds(list.model.manifest.decision)),
    persons(mean),
    persons(patients.lower[row]),
    persons(patients.upper[row]),
    [list.model.ref, ...marks].join(', '),
  ];
  await call('patient-taken', { row, how: 'copied' });
  await call('copy', { text: cells.map(toCell).join('\t') });
  announce(words.copied(patient));
}

/** A tab or a line break of a file's text would make two cells of one, and a formula would be run. */
function toCell(cell: string): string {
  return toSafeText(cell.replace(/[\t\r\n]+/g, ' '));
}
