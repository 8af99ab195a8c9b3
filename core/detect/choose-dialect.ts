import type { DialectEvidenceCode } from '#core/detect/dialect-evidence.ts';
import type { DialectFacet, DialectSuggestion } from '#core/detect/dialect-suggestion.ts';
import type { Dialect } from '#core/table/dialect.ts';

/** What a person stated about how a file is written; the rest is suggested. `headerLine` is 1-based. */
export interface StatedDialect {
  readonly encoding?: Dialect['encoding'];
  readonly delimiter?: Dialect['delimiter'];
  readonly decimal?: Dialect['decimal'];
  readonly headerLine?: number;
}

export interface ChosenDialect {
  readonly dialect: Dialect;
  /** Facets that only a person can decide, and has not. */
  readonly undecided: readonly DialectFacet[];
}

/**
 * The suggested dialect that agrees with what was stated, else the best one with what was stated in its place;
 * undefined where no dialect reads the file.
 */
export function chooseDialect(
  suggestion: DialectSuggestion,
  stated: StatedDialect,
): ChosenDialect | undefined {
  if (suggestion.kind === 'refused') return undefined;
  const candidates =
    suggestion.kind === 'clear' ? [suggestion.suggested, ...suggestion.alternatives] : suggestion.candidates;
  const [first] = candidates;
  const match = candidates.find(({ dialect }) => agrees(dialect, stated)) ?? first;
  if (match === undefined) return undefined;
  const undecided = new Set(suggestion.kind === 'clear' ? [] : suggestion.undecided);
  if (suggestion.evidence.some(({ code }) => isStrange(code))) undecided.add('encoding');
  return {
    dialect: withStated(match.dialect, stated),
    undecided: [...undecided].filter((facet) => !isStated(facet, stated)),
  };
}

/** Text that would be garbled, were it only a few letters of it. */
function isStrange(code: DialectEvidenceCode): boolean {
  return code === 'mixed-utf-8' || code === 'letters-strange';
}

function agrees(dialect: Dialect, { encoding, delimiter, decimal, headerLine }: StatedDialect): boolean {
  return (
    (encoding === undefined || dialect.encoding === encoding) &&
    (delimiter === undefined || dialect.delimiter === delimiter) &&
    (decimal === undefined || dialect.decimal === decimal) &&
    (headerLine === undefined || toHeaderLine(dialect) === headerLine)
  );
}

function withStated(dialect: Dialect, stated: StatedDialect): Dialect {
  const { titleLines: _, ...rest } = dialect;
  const above = (stated.headerLine ?? toHeaderLine(dialect)) - 1 - (dialect.separatorLine ? 1 : 0);
  const encoding = stated.encoding ?? dialect.encoding;
  return {
    ...rest,
    encoding,
    bom: dialect.bom && encoding.startsWith('utf-'),
    delimiter: stated.delimiter ?? dialect.delimiter,
    decimal: stated.decimal ?? dialect.decimal,
    ...(above > 0 ? { titleLines: above } : {}),
  };
}

function toHeaderLine({ separatorLine, titleLines = 0 }: Dialect): number {
  return 1 + (separatorLine ? 1 : 0) + titleLines;
}

function isStated(facet: DialectFacet, stated: StatedDialect): boolean {
  switch (facet) {
    case 'encoding':
      return stated.encoding !== undefined;
    case 'delimiter':
    case 'separator-line':
      return stated.delimiter !== undefined;
    case 'decimal':
      return stated.decimal !== undefined;
    case 'header':
      return stated.headerLine !== undefined;
    case 'newline':
      return false;
    default:
      throw facet satisfies never;
  }
}
