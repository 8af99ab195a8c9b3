import type { ChosenDialect, StatedDialect } from '#core/detect/choose-dialect.ts';
import { chooseDialect } from '#core/detect/choose-dialect.ts';
import { toDialectEvidenceText, toFacetText } from '#core/detect/dialect-text.ts';
import type { DialectFacet, DialectSuggestion } from '#core/detect/dialect-suggestion.ts';
import { toDialectText } from '#core/report/written-text.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { isYes, pickOne, StoppedAnswering, type Person } from '#cli/import/ask.ts';

/** How the file is written, with a yes of the person. Where the file does not tell, the person chooses. */
export async function askDialect(
  person: Person,
  suggestion: Exclude<DialectSuggestion, { kind: 'refused' }>,
  stated: StatedDialect,
): Promise<Dialect> {
  const chosen = chooseDialect(suggestion, stated);
  if (chosen === undefined) throw new StoppedAnswering();
  if (chosen.undecided.length === 0) {
    person.tell([
      'The file seems to be written so:',
      `  ${toDialectText(chosen.dialect)}`,
      ...toWhy(suggestion),
    ]);
    if (await isYes(person, 'Is that right?')) return chosen.dialect;
  } else {
    const facets = chosen.undecided.map(toFacetText).join(', ');
    person.tell([
      `The file does not tell its ${facets}. What was seen:`,
      ...toWhy(suggestion, chosen.undecided),
    ]);
  }
  const options = toOptions(suggestion, stated);
  const picked = await pickOne(
    person,
    'How is it written?',
    options,
    toDialectText,
    'none of these: stop, and state it with --encoding, --delimiter, --decimal or --header-row',
  );
  if (picked === undefined) throw new StoppedAnswering();
  return picked;
}

/** The dialect of a source whose cells have types. Where its texts do not tell their decimal mark, the person does. */
export async function askTypedDialect(
  person: Person,
  chosen: ChosenDialect | undefined,
): Promise<Dialect | undefined> {
  if (chosen === undefined || chosen.undecided.length === 0) return chosen?.dialect;
  person.tell(['Some of its cells are numbers written as text, and they do not tell their decimal mark.']);
  const decimal = await pickOne(
    person,
    'Which decimal mark do numbers in cells of text have?',
    [',', '.'] as const,
    (mark) =>
      mark === ',' ? 'a comma: 1.234 is refused, or thousands' : 'a point: 1.234 is a little above one',
    'neither: stop',
  );
  if (decimal === undefined) throw new StoppedAnswering();
  return { ...chosen.dialect, decimal };
}

function toOptions(
  suggestion: Exclude<DialectSuggestion, { kind: 'refused' }>,
  stated: StatedDialect,
): Dialect[] {
  const candidates =
    suggestion.kind === 'clear' ? [suggestion.suggested, ...suggestion.alternatives] : suggestion.candidates;
  const first = chooseDialect(suggestion, stated)?.dialect;
  const all = [...(first === undefined ? [] : [first]), ...candidates.map(({ dialect }) => dialect)];
  const marks = all.flatMap((dialect): Dialect[] => [
    dialect,
    { ...dialect, decimal: dialect.decimal === ',' ? '.' : ',' },
  ]);
  return [...new Map(marks.map((dialect) => [toDialectText(dialect), dialect])).values()].slice(0, 8);
}

function toWhy({ evidence }: DialectSuggestion, facets?: readonly DialectFacet[]): string[] {
  return evidence
    .filter(({ facet }) => facets === undefined || facets.includes(facet))
    .map((one) => `    ${toFacetText(one.facet)}: ${toDialectEvidenceText(one)}`);
}
