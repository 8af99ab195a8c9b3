/** What kind of file it is, by its first bytes. */
export type FileKind =
  | { readonly kind: 'delimited' | 'workbook' | 'parquet' | 'arrow' | 'fhir' }
  /** Nothing here reads it: what it is, and what to do. */
  | { readonly kind: 'other'; readonly what: string; readonly todo: string }
  | { readonly kind: 'empty' };

const ascii = (text: string): readonly number[] => Array.from(text, (character) => character.charCodeAt(0));

const starts: readonly { readonly start: readonly number[]; readonly kind: FileKind }[] = [
  // XLSX and ODS are zip files, XLS is a compound file: which one, and whether it is a workbook at all, its reader says.
  { start: [0x50, 0x4b, 0x03, 0x04], kind: { kind: 'workbook' } },
  { start: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], kind: { kind: 'workbook' } },
  { start: ascii('PAR1'), kind: { kind: 'parquet' } },
  { start: ascii('ARROW1'), kind: { kind: 'arrow' } },
  // The continuation mark of an Arrow stream's first message.
  { start: [0xff, 0xff, 0xff, 0xff], kind: { kind: 'arrow' } },
  { start: [0x50, 0x4b, 0x05, 0x06], kind: other('an empty zip file', 'export the table again') },
  { start: ascii('%PDF'), kind: other('a PDF document', 'export the table as CSV or as a workbook') },
  { start: [0x1f, 0x8b], kind: other('a gzip file', 'unpack it first') },
  { start: ascii('SQLite format 3\0'), kind: other('a SQLite database', 'export its table as CSV') },
  {
    start: ascii('{\\rtf'),
    kind: other('a text document (RTF)', 'export the table as CSV or as a workbook'),
  },
];

/** `head` is the file from its first byte, 64 KiB or whatever there is. */
export function toFileKind(head: Uint8Array): FileKind {
  if (head.length === 0) return { kind: 'empty' };
  const known = starts.find(({ start }) => start.every((byte, at) => head[at] === byte));
  if (known !== undefined) return known.kind;
  const text = toPlainText(head);
  if (/^<(?:!doctype html|html|table|head|body|meta)\b/i.test(text)) {
    return other('a web page, as some systems write under the name of a workbook', 'export the table as CSV');
  }
  if (/^<\?xml\b|^<Workbook\b/i.test(text)) return other('an XML file', 'export the table as CSV or XLSX');
  if (/^[{[]\s*["{[\]}]/.test(text)) {
    return text.includes('"resourceType"')
      ? { kind: 'fhir' }
      : other('a JSON file without FHIR resources', 'export the table as CSV, or as FHIR R4');
  }
  return { kind: 'delimited' };
}

function other(what: string, todo: string): FileKind {
  return { kind: 'other', what, todo };
}

/** Its ASCII without NUL, marks and white space at its start: enough to tell markup and JSON in UTF-8 and UTF-16. */
function toPlainText(head: Uint8Array): string {
  const bytes = head.subarray(0, 16_384).filter((byte) => byte > 0 && byte < 0x80);
  return Array.from(bytes, (byte) => String.fromCharCode(byte))
    .join('')
    .trimStart();
}
