/** Our own mistake, found while it can still be stopped: the operation ends, nothing of it is shown. */
export class OwnMistakeError extends Error {
  readonly code = 'own-mistake';

  constructor(message: string) {
    super(message);
    this.name = 'OwnMistakeError';
  }
}

/** What the caller promised. Throws OwnMistakeError where it does not hold. */
export function mustHold(condition: boolean, message: string): asserts condition {
  if (!condition) throw new OwnMistakeError(message);
}
