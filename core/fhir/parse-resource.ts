import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { isObject, type JsonObject } from '#core/fhir/json-object.ts';
import { TableError } from '#core/table/table-error.ts';

/**
 * Text of one JSON object of FHIR, as parseJsonStrict reads it, a key `__proto__` apart. `line` (1-based) is where it
 * begins. Throws TableError `json`; its message holds nothing of the text.
 */
export function parseResource(text: string, line: number): JsonObject {
  const value = parseQuickly(text) ?? parseStrictly(text, line);
  if (!isObject(value)) throw new TableError('json', line, 'expected a JSON object, got another value');
  return value;
}

/** Text that is written again letter for letter holds no key twice and no number that a double cannot hold. */
function parseQuickly(text: string): unknown {
  if (text.includes('\\u') || text.includes('"__proto__"')) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function parseStrictly(text: string, line: number): unknown {
  try {
    return parseJsonStrict(text, 'resource', { anyInteger: true });
  } catch (error) {
    if (!(error instanceof BundleError)) throw error;
    throw new TableError('json', line, `expected JSON (RFC 8259), got a fault in it: ${error.code}`);
  }
}
