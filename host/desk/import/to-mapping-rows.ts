import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { MappingRow } from '#core/contract/import-view.ts';
import { toShownValue } from '#host/desk/list/shown-value.ts';
import { checkProfile } from '#core/mapping/check-profile.ts';
import type { SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { toInputReader } from '#core/mapping/read-source.ts';
import type { SuggestionDoubt } from '#core/mapping/suggest/suggestion-note.ts';
import { toSourceColumns, type Source } from '#core/mapping/source.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import type { Row } from '#core/table/row.ts';
import type { ImportAnswers } from '#host/desk/import/import-answers.ts';

/** What is known of the file, for the rows of the mapping. */
export interface MappedFile {
  readonly titles: readonly string[];
  readonly rows: readonly Row[];
  readonly dialect: Dialect;
  readonly suggestions: ReadonlyMap<string, readonly SuggestedSource[]>;
}

/** How each input of the model is read, as far as it is answered. */
export function toMappingRows(manifest: Manifest, answers: ImportAnswers, file: MappedFile): MappingRow[] {
  return manifest.inputs.map((input) => toMappingRow(input, manifest, answers, file));
}

function toMappingRow(
  input: Input,
  manifest: Manifest,
  answers: ImportAnswers,
  file: MappedFile,
): MappingRow {
  const confirmed = answers.inputs.get(input.name);
  const chosen = answers.chosen.get(input.name);
  const found = file.suggestions.get(input.name) ?? [];
  const suggestions = chosen === undefined ? found : [chosen, ...found];
  const [best] = suggestions;
  const source = confirmed ?? best?.source;
  const fault = confirmed === undefined ? undefined : findFault(input, confirmed, manifest, file);
  const taken = suggestions.find((suggestion) => isSame(suggestion.source, source));
  const example = source === undefined || fault !== undefined ? undefined : toExample(input, source, file);
  return {
    input: input.name,
    suggestions,
    source,
    state: toState(confirmed, fault, best),
    reasons: taken?.reasons ?? [],
    doubts: fault === undefined ? (confirmed === undefined ? (taken?.doubts ?? []) : []) : [fault],
    unmatched: taken?.unmatched ?? [],
    ...(example === undefined ? {} : { example }),
  };
}

function toState(
  confirmed: Source | undefined,
  fault: SuggestionDoubt | undefined,
  best: SuggestedSource | undefined,
): MappingRow['state'] {
  if (fault !== undefined) return 'open';
  if (confirmed !== undefined) return confirmed.kind === 'absent' ? 'absent' : 'confirmed';
  return best?.certain === true ? 'certain' : 'open';
}

/** Why a source that was confirmed cannot be read from this file: another header, or another type or unit. */
export function findFault(
  input: Input,
  source: Source,
  { id }: Pick<Manifest, 'id'>,
  { titles, dialect }: Pick<MappedFile, 'titles' | 'dialect'>,
): SuggestionDoubt | undefined {
  const lacking = toSourceColumns(source).find((title) => !titles.includes(title));
  if (lacking !== undefined) return { code: 'column-not-there', column: lacking };
  const [problem] = checkProfile(
    {
      profile: 1,
      name: id,
      models: [id],
      dialect,
      header: [...titles],
      patient: { column: titles[0] ?? '' },
      skip: [],
      inputs: { [input.name]: source },
    },
    { line: 1, titles, raw: '' },
    { id, inputs: [input] },
  );
  return problem === undefined ? undefined : { code: 'source-not-readable', message: problem.message };
}

/** The first row of the sample in which the input is not missing and can be read; else the first with anything in it. */
function toExample(
  input: Input,
  source: Source,
  { titles, rows, dialect }: MappedFile,
): MappingRow['example'] {
  if (source.kind === 'absent') return undefined;
  const columns = new Map(titles.map((title, at) => [title, at]));
  const names = toSourceColumns(source);
  if (names.some((name) => !columns.has(name))) return undefined;
  const read = toInputReader(input, source, columns, dialect);
  let faulty: MappingRow['example'];
  for (const { cells, kinds } of rows) {
    const problems: Problem[] = [];
    const value = read(cells, 1, problems, kinds);
    const texts = names.map((name) => cells[columns.get(name) ?? -1] ?? '');
    if (problems.length === 0 && !(typeof value === 'number' && Number.isNaN(value))) {
      return { cells: texts, value: toShownValue(input, value) };
    }
    if (texts.some((text) => text.trim() !== '')) faulty ??= { cells: texts, value: null };
  }
  return faulty;
}

function isSame(one: Source, other: Source | undefined): boolean {
  return other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}
