/** Why a whole file is refused as a table. The list is closed; docs/formats/profile.md explains each code. */
export const tableErrorCodes = [
  'not-text',
  'encoding',
  'byte-order-mark',
  'separator-line',
  'delimiter',
  'newline',
  'empty-file',
  'header-only',
  'header-blank',
  'header-broken',
  'header-duplicate',
  'too-many-columns',
  'line-too-long',
  'too-many-broken-quotes',
  // A file of another form than delimited text.
  'json',
  'fhir-map-missing',
  'fhir-resource',
  'fhir-bundle',
  'fhir-incomplete',
  'file-kind',
  'file-damaged',
  'file-limits',
  'column-kind',
] as const;

export type TableErrorCode = (typeof tableErrorCodes)[number];

/** A refusal of a file as a table. `line` is the 1-based physical line where it was seen, 0 where a file has none. */
export class TableError extends Error {
  readonly code: TableErrorCode;
  readonly line: number;

  constructor(code: TableErrorCode, line: number, message: string) {
    super(line > 0 ? `line ${line}: ${message}` : message);
    this.name = 'TableError';
    this.code = code;
    this.line = line;
  }
}
