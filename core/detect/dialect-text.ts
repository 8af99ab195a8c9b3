import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type { DialectFacet } from '#core/detect/dialect-suggestion.ts';

/** What was seen of how a file is written, in one sentence without a value of a row. */
export function toDialectEvidenceText({ code, count, of, what }: DialectEvidence): string {
  const share = of === undefined ? String(count) : `${count} of ${of}`;
  switch (code) {
    case 'byte-order-mark':
      return `it begins with the byte order mark of ${what ?? 'an encoding'}`;
    case 'ascii-only':
      return 'no character needs an encoding';
    case 'valid-utf-8':
      return `${share} characters beyond ASCII are valid UTF-8`;
    case 'nul-pattern':
      return `every other byte is zero, as in ${what ?? 'UTF-16'}`;
    case 'not-utf-8':
      return `${share} bytes beyond ASCII are not UTF-8`;
    case 'mixed-utf-8':
      return `${share} characters are written in UTF-8, others are not: several encodings in one file`;
    case 'letters-fit':
      return `${share} letters beyond ASCII make sense in ${what ?? 'it'}`;
    case 'letters-strange':
      return `${share} characters beyond ASCII are strange in ${what ?? 'it'}`;
    case 'undefined-bytes':
      return `${share} bytes are undefined in ${what ?? 'it'}`;
    case 'newline-only':
      return `every line ends in ${what ?? 'the same'}`;
    case 'newlines-mixed':
      return `${share} lines end in ${what ?? 'something else'}`;
    case 'separator-line-says':
      return `its sep= line says ${what ?? 'so'}`;
    case 'cells-per-row':
      return `${share} rows have as many cells as the header, cut by ${what ?? 'it'}`;
    case 'other-cells-per-row':
      return `cut by ${what ?? 'another delimiter'}, ${share} rows would have equally many cells`;
    case 'no-delimiter':
      return 'no delimiter stands outside quotes: one column';
    case 'decimal-only-comma':
      return `${share} numbers are only possible with a decimal comma`;
    case 'decimal-only-point':
      return `${share} numbers are only possible with a decimal point`;
    case 'decimal-either':
      return `${share} numbers can be read with either decimal mark`;
    case 'decimal-by-delimiter':
      return 'no number has a decimal mark; the usual one beside this delimiter is taken';
    case 'header-titles-over-values':
      return `${share} columns have a title over values of another kind`;
    case 'header-first-full-row':
      return 'the first full row is taken for the header';
    case 'header-looks-like-data':
      return 'the first row looks like data, not like titles';
    case 'header-two-candidates':
      return 'two rows could be the header';
    case 'title-lines':
      return `${count} lines stand above the header`;
    case 'blank-rows':
      return `${count} blank rows`;
    case 'repeated-headers':
      return `the header stands again ${count} times`;
    case 'totals-rows':
      return `${count} rows look like totals`;
    case 'ragged-rows':
      return `${share} rows have another number of cells`;
    case 'faulty-quotes':
      return `${share} rows have quotes out of place`;
    case 'lines-after-table':
      return `${count} lines stand below the table`;
    default:
      throw code satisfies never;
  }
}

export function toFacetText(facet: DialectFacet): string {
  switch (facet) {
    case 'encoding':
      return 'encoding';
    case 'newline':
      return 'line ends';
    case 'delimiter':
      return 'delimiter';
    case 'decimal':
      return 'decimal mark';
    case 'separator-line':
      return 'sep= line';
    case 'header':
      return 'header';
    default:
      throw facet satisfies never;
  }
}
