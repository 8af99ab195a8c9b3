/** The user pressed Ctrl+C, or the system asked the program to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly code = 'interrupted';
  constructor() {
    super('stopped; no result was written under a finished name');
  }
}

/** A signal that is aborted once by Ctrl+C or a request to end; a second Ctrl+C ends at once. */
export function toInterruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(name, () => controller.abort(new Interrupted()));
  }
  return controller.signal;
}
