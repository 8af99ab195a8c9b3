import type { z } from 'zod';
import { BundleError, type BundleErrorCode } from '#core/bundle/bundle-error.ts';
import { checkHygiene } from '#core/bundle/check-hygiene.ts';
import type { Inconsistency } from '#core/bundle/inconsistency.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { toVisible } from '#core/bundle/quote.ts';

/** Files whose texts may be of several lines. */
const mayHoldLines = new Set(['card.json', 'golden.json', 'golden-original.json', 'description.json']);

/**
 * One JSON file of a bundle: strict JSON, a format this version knows, its schema, nothing hidden in its texts. `name`
 * stands in the message. Throws BundleError.
 */
export function parseBundleFile<Schema extends z.ZodType>(
  bytes: Uint8Array,
  name: string,
  schema: Schema,
): z.infer<Schema> {
  const value = parseJsonStrict(bytes, name);
  verifyFormat(value, name);
  const { success, data, error } = schema.safeParse(value);
  if (!success) {
    const problems = error.issues.map(({ path, message }) => ({ where: toPath(path), message }));
    throw toRefusal('schema', name, problems);
  }
  refuse('text-hygiene', name, checkHygiene(value, mayHoldLines.has(name)));
  return data;
}

/** Throws BundleError where there are problems. */
export function refuse(code: BundleErrorCode, name: string, problems: readonly Inconsistency[]): void {
  if (problems.length > 0) throw toRefusal(code, name, problems);
}

/** Up to five problems by name, the others by number. */
function toRefusal(code: BundleErrorCode, name: string, problems: readonly Inconsistency[]): BundleError {
  const shown = problems
    .slice(0, 5)
    .map(({ where, message }) => toVisible(where === '' ? message : `${where}: ${message}`, 300));
  const more = problems.length > shown.length ? `; and ${problems.length - shown.length} more` : '';
  return new BundleError(code, name, shown.join('; ') + more);
}

/** texts/<language>.json have no format of their own; it is the manifest's. */
function verifyFormat(value: unknown, name: string): void {
  if (name.startsWith('texts/') || typeof value !== 'object' || value === null || !('format' in value))
    return;
  const { format } = value;
  if (typeof format !== 'number' || format === 1) return;
  throw new BundleError('version-unknown', name, `expected format 1, got ${format}`);
}

function toPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}
