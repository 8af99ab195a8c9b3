import type { Bundle } from '#core/bundle/bundle.ts';
import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { Answers } from '#core/mapping/answers.ts';
import type { FileFindings } from '#core/mapping/resolve-answers.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { RowRule } from '#core/mapping/visits/row-rule.ts';
import type { Source } from '#core/mapping/source.ts';
import type { DateFormat } from '#core/table/parse-date.ts';
import { isYes, pickOne, StoppedAnswering, type Person } from '#cli/import/ask.ts';
import { askInput } from '#cli/import/ask-input.ts';

/** Everything a profile needs besides how the file is written: a question for each part of it. */
export async function askAnswers(
  person: Person,
  written: Pick<Profile, 'form' | 'dialect'>,
  findings: FileFindings,
  columns: readonly ColumnSuggestion[],
  bundle: Bundle,
): Promise<Answers> {
  const { manifest, texts } = bundle;
  const labels = texts.get('en') ?? texts.get(manifest.languages[0] ?? 'en') ?? {};
  const name = await person.text('What is this kind of export to be called?');
  const patient = await askPatient(person, columns);
  const skip: Profile['skip'] = [];
  for (const rule of findings.skip) {
    const question = `Rows where ${rule.column} is "${rule.equals}" seem to be no patients (${rule.reason}). Leave them out?`;
    if (await isYes(person, question)) skip.push(rule);
  }
  const inputs: Record<string, Source> = {};
  for (const input of manifest.inputs) {
    const label = labels[`inputs.${input.name}.label`] ?? input.name;
    inputs[input.name] = await askInput(person, input, label, findings.suggestions.get(input.name) ?? []);
  }
  return { answers: 1, name, ...written, patient: { column: patient }, skip, inputs, accept: [] };
}

async function askPatient(person: Person, columns: readonly ColumnSuggestion[]): Promise<string> {
  const likely = columns.filter(({ choices }) => choices.some(({ kind }) => kind === 'identifier'));
  const picked = await pickOne(
    person,
    'Which column holds the patient number?',
    likely,
    ({ title }) => title,
    'another one',
  );
  if (picked !== undefined) return picked.title;
  const any = await pickOne(person, 'Which of these?', columns, ({ title }) => title, 'none: stop');
  if (any === undefined) throw new StoppedAnswering();
  return any.title;
}

/** Which row counts, where patients stand in the file more than once. */
export async function askRows(
  person: Person,
  duplicateRows: number,
  columns: readonly ColumnSuggestion[],
): Promise<RowRule> {
  const rule = await pickOne(
    person,
    `${duplicateRows} rows are of patients who stand in the file more than once. Which row counts?`,
    ['every', 'first', 'last'] as const,
    (choose) => (choose === 'every' ? 'every row, each for itself' : `the ${choose} by date`),
    'none of these: stop, and say it in a file of answers',
  );
  if (rule === undefined) throw new StoppedAnswering();
  if (rule === 'every') return { choose: 'every' };
  const dates = columns.flatMap(toDateColumns);
  const date = await pickOne(person, 'By which date?', dates, ({ column }) => column, 'none: stop');
  if (date === undefined) throw new StoppedAnswering();
  return { choose: rule, date };
}

function toDateColumns({ title, choice, missing }: ColumnSuggestion) {
  if (choice?.kind !== 'date') return [];
  const { format, century }: { format: DateFormat; century?: number } = choice;
  const words = missing.map(({ text }) => text);
  return [{ column: title, format, ...(century === undefined ? {} : { century }), missing: words }];
}
