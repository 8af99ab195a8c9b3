/** One of the values that a field can take, with what it is called. */
export interface Choice {
  readonly name: string;
  readonly label: string;
}

/** Choices that a text may mean, best first: the label itself, a label that begins so, a word that does, one that holds it. */
export function findChoices<Found extends Choice>(choices: readonly Found[], text: string): readonly Found[] {
  const wanted = toPlain(text);
  if (wanted === '') return choices;
  const rank = ({ label, name }: Choice): number => {
    const plain = toPlain(label);
    if (plain === wanted) return 0;
    if (plain.startsWith(wanted)) return 1;
    if (plain.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
    if (plain.includes(wanted)) return 3;
    return toPlain(name).startsWith(wanted) ? 4 : 5;
  };
  return choices
    .map((choice, at) => ({ choice, at, rank: rank(choice) }))
    .filter((found) => found.rank < 5)
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ choice }) => choice);
}

/** The choice that a text names wholly, as pasted or dictated text does; undefined where it names none, or two. */
export function findNamed<Found extends Choice>(choices: readonly Found[], text: string): Found | undefined {
  const wanted = toPlain(text);
  const named = choices.filter(({ label, name }) => toPlain(label) === wanted || toPlain(name) === wanted);
  return named.length === 1 ? named[0] : undefined;
}

/** Without case, accents and outer white space. */
function toPlain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').trim().toLowerCase();
}
