import { EntryReader } from '#core/fhir/bundle-entries.ts';
import type { FhirTable } from '#core/fhir/fhir-table.ts';
import { isObject, toObject, toObjects, toText, type JsonObject } from '#core/fhir/json-object.ts';
import { parseResource } from '#core/fhir/parse-resource.ts';
import { TableError } from '#core/table/table-error.ts';

/** Kinds of Bundle that hold resources as they are now; a history holds them as they were. */
const plainKinds = ['collection', 'searchset', 'document'];
const requestKinds = ['transaction', 'batch'];

/** Text of a Bundle in chunks → its resources, into a table. Throws TableError. */
export class BundleReader {
  readonly #entries = new EntryReader();
  readonly #table: FhirTable;
  #matches = 0;
  /** Line of the first entry that asks for something else than to store its resource. */
  #otherRequest: number | undefined;

  constructor(table: FhirTable) {
    this.#table = table;
  }

  push(text: string): void {
    for (const { text: entry, line } of this.#entries.push(text))
      this.#take(parseResource(entry, line), line);
  }

  /** After all text: whether it was a whole Bundle of a kind that can be read. */
  end(): void {
    const bundle = parseResource(this.#entries.skeleton(), 1);
    if (bundle['resourceType'] !== 'Bundle') {
      throw new TableError('fhir-bundle', 1, 'expected a Bundle of FHIR, got another JSON object');
    }
    const entries = bundle['entry'] ?? [];
    if (
      !Array.isArray(entries) ||
      entries.length !== this.#entries.entries ||
      entries.some((entry) => entry !== 0)
    ) {
      throw new TableError('json', 1, 'expected objects as the entries of a Bundle, got other values');
    }
    this.#checkKind(bundle);
    checkWhole(bundle, this.#matches);
  }

  #take(entry: JsonObject, line: number): void {
    const { request, resource } = entry;
    if (isObject(request) && request['method'] !== 'POST' && request['method'] !== 'PUT')
      this.#otherRequest ??= line;
    if (resource === undefined) return;
    const mode = toObject(entry['search'])['mode'];
    if (mode !== 'include' && mode !== 'outcome') this.#matches += 1;
    if (!isObject(resource))
      throw new TableError('fhir-resource', line, 'expected a resource, got another value');
    this.#table.add(resource, line, toText(entry['fullUrl']));
  }

  #checkKind({ type }: JsonObject): void {
    const kind = toText(type) ?? '';
    if (!plainKinds.includes(kind) && !requestKinds.includes(kind)) {
      const expected = [...plainKinds, ...requestKinds].join(', ');
      throw new TableError('fhir-bundle', 1, `expected a Bundle of type ${expected}, got another type`);
    }
    if (this.#otherRequest !== undefined && requestKinds.includes(kind)) {
      throw new TableError(
        'fhir-bundle',
        this.#otherRequest,
        `expected requests POST or PUT only, got another one`,
      );
    }
  }
}

/** A page of several, or fewer resources than it says were found, is not the whole export. */
function checkWhole({ link, total }: JsonObject, matches: number): void {
  if (toObjects(link).some(({ relation }) => relation === 'next')) {
    throw new TableError(
      'fhir-incomplete',
      1,
      'expected a whole export, got one page of several (it has a link "next")',
    );
  }
  if (typeof total === 'number' && total > matches) {
    throw new TableError(
      'fhir-incomplete',
      1,
      `expected the ${total} resources that were found, got ${matches}`,
    );
  }
}
