import { resolve } from 'node:path';

/** First words of a command line that asks for no window (docs/command-line.md). */
export const verbs = [
  'score',
  'import',
  'verify',
  'inspect',
  'trust',
  'model',
  'log',
  'key',
  'help',
] as const;

/**
 * The words of the command line from its verb on; nothing where it has none: then a window opens. What stands before the verb
 * is Chromium's.
 * @param application folder of an application that Electron was started with; none where it is packaged
 */
export function toVerbArguments(
  argv: readonly string[],
  application?: string,
): readonly string[] | undefined {
  const program = application === undefined ? 0 : argv.findIndex((word) => resolve(word) === application);
  const words = argv.slice(program + 1);
  const place = words.findIndex((word) => !word.startsWith('-'));
  return verbs.some((verb) => verb === words[place]) ? words.slice(place) : undefined;
}
