/** One attack, carried out through the code that is shipped, and what must become of it. */
export interface AttackCase {
  /** D1 to D60. */
  readonly id: string;
  /** What is done. */
  readonly attack: string;
  /** What must become of it; more than one way where the speed of the machine decides. */
  readonly expected: string | readonly string[];
  /** Carries it out in an empty folder of its own and gives what became of it. */
  readonly run: (folder: string) => string | Promise<string>;
}

/** Of an action: `accepted`, or the code that it was refused with. What has no code is not a refusal and is thrown. */
export async function verdictOf(action: () => unknown): Promise<string> {
  try {
    await action();
    return 'accepted';
  } catch (error) {
    return codeOf(error);
  }
}

/** Of many: each verdict once. */
export async function verdictsOf(actions: Iterable<() => unknown>): Promise<string> {
  const found = new Set<string>();
  for (const action of actions) found.add(await verdictOf(action));
  return [...found].toSorted().join(', ');
}

function codeOf(error: unknown): string {
  const isRefusal = error instanceof Error && 'code' in error && typeof error.code === 'string';
  // A system error has a code too, in capitals: nobody refused anything then.
  if (!isRefusal || /^(E[A-Z]+|ERR_)/.test(String(error.code))) throw error;
  return String(error.code);
}
