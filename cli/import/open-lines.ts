import type { OpenPoint } from '#core/mapping/resolve-answers.ts';

/** What is still to be answered, for a terminal. */
export function toOpenLines(open: readonly OpenPoint[]): string[] {
  return open.map(
    ({ about, name, message }) => `  ${about}${name === undefined ? '' : ` ${name}`}: ${message}`,
  );
}
