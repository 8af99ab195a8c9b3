import type { ListView } from '#core/contract/patients-view.ts';
import { toPersons } from '#core/advice/persons.ts';
import { toThresholds } from '#core/estimates/to-answer.ts';
import { toPatientState } from '#core/estimates/find-patients.ts';
import { announce } from '#renderer/parts/announce.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { toArmIndex } from '#renderer/screens/patients/list-place.ts';
import { call } from '#renderer/state/bridge.ts';
import type { patientsWords } from '#renderer/strings/patients.ts';

/** A patient's row as text with tabs, as spreadsheets take it. The log says first that it left the window. */
export async function copyRow(
  list: ListView,
  row: number,
  model: ModelWords,
  words: (typeof patientsWords)['nl'],
): Promise<void> {
  const { patients } = list;
  const { inputs } = list.model.manifest;
  const patient = patients.patient[row] ?? '';
  const mean = patients.mean[row] ?? NaN;
  const persons = (share: number | undefined): string =>
    share === undefined || Number.isNaN(share) ? '' : model.numbers.number(toPersons(share));
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
    list.model.ref,
  ];
  await call('patient-taken', { row, how: 'copied' });
  // a tab or a line break of a file's text would make two cells of one
  await call('copy', { text: cells.map((cell) => cell.replace(/[\t\r\n]+/g, ' ')).join('\t') });
  announce(words.copied(patient));
}
