/** Two things in a bundle that do not fit each other: the path inside its file, and what was expected and got. */
export interface Inconsistency {
  readonly where: string;
  readonly message: string;
}

/** Values that must differ and do not: one inconsistency for each repetition. `list` is the path of the list. */
export function checkUnique(list: string, values: readonly string[]): readonly Inconsistency[] {
  const first = new Map<string, number>();
  return values.flatMap((value, index) => {
    const before = first.get(value);
    if (before === undefined) {
      first.set(value, index);
      return [];
    }
    return [{ where: `${list}[${index}]`, message: `expected each once, got ${value} as at [${before}]` }];
  });
}

/** The inconsistency, where the condition does not hold. */
export function checkThat(holds: boolean, where: string, message: string): readonly Inconsistency[] {
  return holds ? [] : [{ where, message }];
}

/** Keys that must be exactly the expected ones: an inconsistency for each missing and each unknown one. */
export function checkKeys(where: string, got: object, expected: Iterable<string>): readonly Inconsistency[] {
  const wanted = new Set(expected);
  return [
    ...[...wanted].flatMap((key) => checkThat(Object.hasOwn(got, key), where, `expected ${key}, got none`)),
    ...Object.keys(got).flatMap((key) => checkThat(wanted.has(key), where, `expected no ${key}, got one`)),
  ];
}
