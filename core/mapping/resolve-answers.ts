import type { ChosenDialect } from '#core/detect/choose-dialect.ts';
import { toFacetText } from '#core/detect/dialect-text.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import type { MissingSuggestion } from '#core/detect/evidence.ts';
import type { Answers } from '#core/mapping/answers.ts';
import type { Form } from '#core/mapping/form.ts';
import { Profile } from '#core/mapping/profile.ts';
import type { Source } from '#core/mapping/source.ts';
import type { SuggestionDoubt, SuggestionReason } from '#core/mapping/suggest/suggestion-note.ts';

/** Something that a person has to answer before a profile can be written. Holds no value of a row. */
export interface OpenPoint {
  readonly about: 'dialect' | 'form' | 'patient' | 'rows' | 'input' | 'profile' | 'expectation';
  /** The input, or the column. */
  readonly name?: string;
  /** Of a whole file that was read: the answer that would close it; without one a person must change something else. */
  readonly needs?: 'rows' | 'refused-rows' | 'no-expectation' | 'moved-columns' | undefined;
  readonly message: string;
}

/** What is known of the file besides the answers. */
export interface FileFindings {
  readonly titles: readonly string[];
  /** Of delimited text: what is suggested, or was stated. Of other kinds the dialect of text results. */
  readonly chosen?: ChosenDialect;
  /** What kind of file it is; absent for delimited text. */
  readonly form?: Form;
  /** What of the form only a person can decide, and has not. */
  readonly undecidedForm?: readonly string[];
  readonly skip: Profile['skip'];
  /** For each input the sources that are suggested, best first; `certain`: nothing of it is in doubt. */
  readonly suggestions: ReadonlyMap<string, readonly SuggestedSource[]>;
}

export interface SuggestedSource {
  readonly source: Source;
  readonly certain: boolean;
  /** Why it is suggested. */
  readonly reasons: readonly SuggestionReason[];
  /** What has to be looked at. */
  readonly doubts: readonly SuggestionDoubt[];
  /** Texts of its column that may mean "not known"; those in `source.missing` are suggested. */
  readonly missing: readonly MissingSuggestion[];
  /** Texts of a column of codes that no category is called. */
  readonly unmatched: readonly { readonly text: string; readonly count: number }[];
}

/**
 * Answers and findings → a profile. Whatever was answered with `suggested` while something of it is in doubt, and
 * whatever was not answered, is an open point; then there is no profile. Nothing else is filled in.
 */
export function resolveAnswers(
  answers: Answers,
  findings: FileFindings,
  manifest: Pick<Manifest, 'id' | 'inputs'>,
): { readonly profile: Profile | undefined; readonly open: readonly OpenPoint[] } {
  const open: OpenPoint[] = [];
  const dialect = toDialect(answers, findings, open);
  const form = toForm(answers, findings, open);
  const inputs: Record<string, Source> = {};
  for (const { name } of manifest.inputs) {
    const source = toSource(name, answers, findings, open);
    if (source !== undefined) inputs[name] = source;
  }
  for (const name of Object.keys(answers.inputs)) {
    if (!manifest.inputs.some((input) => input.name === name)) {
      open.push({ about: 'input', name, message: 'the model has no such input' });
    }
  }
  if (dialect === undefined || open.length > 0) return { profile: undefined, open };
  const parsed = Profile.safeParse({
    profile: 1,
    name: answers.name,
    version: 1,
    models: [manifest.id],
    ...(form === undefined ? {} : { form }),
    dialect,
    header: findings.titles,
    patient: answers.patient,
    skip: answers.skip === 'suggested' ? findings.skip : answers.skip,
    ...(answers.rows === undefined ? {} : { rows: answers.rows }),
    inputs,
  });
  if (parsed.success) return { profile: parsed.data, open };
  const faults = parsed.error.issues.map(({ path, message }): OpenPoint => ({
    about: 'profile',
    message: `${path.join('.')}: ${message}`,
  }));
  return { profile: undefined, open: faults };
}

function toDialect(
  { dialect }: Answers,
  { chosen }: FileFindings,
  open: OpenPoint[],
): Profile['dialect'] | undefined {
  if (dialect !== 'suggested') return dialect;
  if (chosen === undefined) {
    open.push({ about: 'dialect', message: 'nothing is suggested for this kind of file; state it in full' });
    return undefined;
  }
  for (const facet of chosen.undecided) {
    open.push({
      about: 'dialect',
      name: facet,
      message: `the file does not tell its ${toFacetText(facet)}: state it`,
    });
  }
  return chosen.dialect;
}

function toForm(
  { form }: Answers,
  { form: found, undecidedForm = [] }: FileFindings,
  open: OpenPoint[],
): Form | undefined {
  if (form !== 'suggested') {
    if (form === undefined && found !== undefined) {
      open.push({
        about: 'form',
        message: `the file is no delimited text but ${found.kind}: state its form`,
      });
    }
    return form;
  }
  for (const what of undecidedForm) {
    open.push({ about: 'form', name: what, message: `the file does not tell its ${what}: state it` });
  }
  if (found === undefined)
    open.push({ about: 'form', message: 'the file is delimited text: it has no form' });
  return found;
}

function toSource(
  name: string,
  { inputs }: Answers,
  { suggestions }: FileFindings,
  open: OpenPoint[],
): Source | undefined {
  const answer = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
  if (answer === undefined) {
    open.push({
      about: 'input',
      name,
      message: 'not answered: say where it comes from, or that it is absent',
    });
    return undefined;
  }
  if (answer !== 'suggested') return answer;
  const [best] = suggestions.get(name) ?? [];
  if (best === undefined) {
    open.push({ about: 'input', name, message: 'nothing is suggested: say where it comes from' });
    return undefined;
  }
  if (!best.certain) {
    open.push({ about: 'input', name, message: 'the suggestion is in doubt: state the source in full' });
    return undefined;
  }
  return best.source;
}
