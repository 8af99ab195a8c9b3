import { toSampledBytes, type SampledFile } from '#core/detect/byte-sample.ts';
import type { ChosenStructure } from '#core/detect/choose-structure.ts';
import { decodeSamples, type TextSample } from '#core/detect/decode-samples.ts';
import type { DialectEvidence } from '#core/detect/dialect-evidence.ts';
import type {
  DialectCandidate,
  DialectFacet,
  DialectSuggestion,
  Refusal,
  Sureness,
} from '#core/detect/dialect-suggestion.ts';
import { toFileKind } from '#core/detect/file-kind.ts';
import { findStructure } from '#core/detect/find-structure.ts';
import { checkReadable } from '#core/detect/readable-structure.ts';
import { toStructureEvidence } from '#core/detect/structure-evidence.ts';
import { isBlank, type Structure } from '#core/detect/structure.ts';
import { suggestDecimal, type DecimalFinding } from '#core/detect/suggest-decimal-structure.ts';
import { suggestEncoding, type EncodingChoice, type EncodingFinding } from '#core/detect/suggest-encoding.ts';
import { suggestSkip } from '#core/detect/suggest-skip-structure.ts';
import type { Dialect } from '#core/table/dialect.ts';
import { encodeText } from '#core/table/encode-text.ts';

/** Most candidates that a person is asked to choose from. */
const maxCandidates = 8;

type Finding = Omit<Extract<DialectSuggestion, { kind: 'clear' }>, 'kind' | 'provisional' | 'sampled'>;

/**
 * How a delimited file is written, from samples of its bytes: a suggestion for a person to confirm, never a reading. Where
 * two dialects explain the samples equally it says so and chooses none. Looks at nothing but the samples, so it takes as
 * long for a file of any size; DialectPass confirms it over the whole.
 */
export function suggestDialect(file: SampledFile): DialectSuggestion {
  const looked = { provisional: true, sampled: { bytes: toSampledBytes(file), of: file.size } } as const;
  const refused = (refusal: Refusal, evidence: readonly DialectEvidence[] = []): DialectSuggestion => ({
    ...looked,
    kind: 'refused',
    refusal,
    evidence,
  });
  if (file.size === 0) return refused(toRefusal('empty-file', 1, 'the file is empty'));
  const kind = toFileKind(file.samples[0]?.bytes ?? new Uint8Array(0));
  if (kind.kind !== 'delimited') {
    const what = kind.kind === 'other' ? `${kind.what}; ${kind.todo}` : `a file of kind ${kind.kind}`;
    return refused(toRefusal('not-text', 1, `the file is no delimited text, but ${what}`));
  }
  const encoding = suggestEncoding(file);
  if ('code' in encoding) return refused(encoding);
  const [choice] = encoding.choices;
  const texts = decodeSamples(file, choice) ?? [];
  const nothing = toNothing(texts);
  if (nothing !== undefined) return refused(nothing, encoding.evidence);
  const found = toFinding(texts, encoding, choice);
  if ('code' in found) return refused(found, encoding.evidence);
  const undecided = toFacets(found.sureness).filter((facet) => found.sureness[facet] === 'undecided');
  if (undecided.length === 0) return { ...looked, kind: 'clear', ...found };
  const { suggested, alternatives, sureness, skip, evidence } = found;
  const rivals = alternatives.filter(({ differsIn }) => undecided.includes(differsIn));
  const candidates = [suggested, ...rivals].slice(0, maxCandidates);
  return { ...looked, kind: 'ambiguous', undecided, candidates, sureness, skip, evidence };
}

function toFinding(
  texts: readonly TextSample[],
  encoding: EncodingFinding,
  choice: EncodingChoice,
): Finding | Refusal {
  const { chosen, lineBreaks, declared } = findStructure(texts);
  if (chosen === undefined) return toNoStructure(texts, lineBreaks.length);
  const { best } = chosen;
  const decimal = suggestDecimal(best.rows, best.marks.delimiter);
  const toDialect = (structure: Structure, mark: Dialect['decimal'], text: EncodingChoice): Dialect => ({
    ...text,
    ...structure.marks,
    quote: '"',
    decimal: mark,
    separatorLine: declared !== undefined,
    ...(structure.titleLines > 0 ? { titleLines: structure.titleLines } : {}),
  });
  const dialect = toDialect(best, decimal.decimal, choice);
  const readable = checkReadable(texts[0], dialect, best);
  const sureness: Record<DialectFacet, Sureness> = {
    encoding: encoding.sureness,
    newline: lineBreaks.length > 1 ? toNewlineSureness(chosen) : 'certain',
    delimiter: chosen.sureness,
    decimal: decimal.sureness,
    'separator-line': declared === undefined || declared === best.marks.delimiter ? 'certain' : 'undecided',
    header: readable.sameHeader ? toHeaderSureness(best) : 'undecided',
  };
  return {
    suggested: toCandidate(best, dialect),
    sureness,
    alternatives: [
      ...encoding.choices.slice(1).map((text) => ({
        ...toCandidate(best, toDialect(best, decimal.decimal, text)),
        titles: best.header.record.cells.map((title) => toOtherReading(title, choice, text)),
        differsIn: 'encoding' as const,
      })),
      ...toOtherDecimals(decimal).map((mark) => ({
        ...toCandidate(best, toDialect(best, mark, choice)),
        differsIn: 'decimal' as const,
      })),
      ...best.rivals.map((rival) => ({
        ...toCandidate(rival, toDialect(rival, decimal.decimal, choice)),
        differsIn: 'header' as const,
      })),
      ...chosen.others.map((other) => {
        const mark = suggestDecimal(other.rows, other.marks.delimiter).decimal;
        const differsIn =
          other.marks.delimiter === best.marks.delimiter ? ('newline' as const) : ('delimiter' as const);
        return { ...toCandidate(other, toDialect(other, mark, choice)), differsIn };
      }),
    ],
    skip: suggestSkip(best),
    evidence: [
      ...encoding.evidence,
      ...toStructureEvidence(chosen, { lineBreaks, separatorLine: declared }),
      ...decimal.evidence,
    ],
    ...(readable.refusal === undefined ? {} : { refusal: readable.refusal }),
  };
}

function toNewlineSureness({ best, others }: ChosenStructure): Sureness {
  const rival = others.find(({ marks }) => marks.newline !== best.marks.newline);
  return rival !== undefined && rival.rows.length * 2 > best.rows.length ? 'undecided' : 'likely';
}

function toHeaderSureness({ header, titleLines }: Structure): Sureness {
  switch (header.verdict) {
    case 'contrast':
      return titleLines === 0 && header.contrast > 1 ? 'certain' : 'likely';
    case 'first':
      return 'assumed';
    case 'two':
    case 'data':
      return 'undecided';
  }
}

/** A text that was read in one encoding, read in another. */
function toOtherReading(text: string, from: EncodingChoice, to: EncodingChoice): string {
  const bytes = encodeText(text, from.encoding);
  const [other] = decodeSamples({ size: bytes.length, samples: [{ offset: 0, bytes }] }, to) ?? [];
  return other?.text ?? text;
}

function toOtherDecimals({ decimal, sureness }: DecimalFinding): Dialect['decimal'][] {
  if (sureness === 'certain' || sureness === 'likely') return [];
  return [decimal === ',' ? '.' : ','];
}

function toCandidate(structure: Structure, dialect: Dialect): DialectCandidate {
  return {
    dialect,
    titles: structure.header.record.cells,
    headerLine: structure.headerLine,
    records: structure.records,
    whole: structure.rows.length,
  };
}

function toNoStructure(texts: readonly TextSample[], lineBreaks: number): Refusal {
  const records = texts.flatMap(({ text }) => text.split(/[\r\n]+/)).filter((line) => line.trim() !== '');
  if (records.length === 1) return toRefusal('header-only', 1, 'expected rows below the header, got none');
  return lineBreaks > 1
    ? toRefusal('newline', 1, 'lines end in several kinds of line breaks; export the file again')
    : toRefusal('delimiter', 1, 'no delimiter cuts the lines of this file into rows of one width');
}

/** Why there is no table in the text at all. */
function toNothing(texts: readonly TextSample[]): Refusal | undefined {
  const head = texts[0];
  const nul = texts.find(({ text }) => text.includes('\0'));
  if (nul !== undefined)
    return toRefusal('not-text', 1, 'the file holds NUL characters, which text never does');
  if (head === undefined || texts.every(({ text }) => isBlank({ cells: [text.replace(/[;,|]/g, '')] }))) {
    return toRefusal('header-blank', 1, 'the file holds blank lines only');
  }
  if (!head.atEnd && !/[\r\n]/.test(head.text)) {
    return toRefusal('line-too-long', 1, 'the first line does not end within the part that was looked at');
  }
  return undefined;
}

function toFacets(sureness: Readonly<Record<DialectFacet, Sureness>>): DialectFacet[] {
  return Object.keys(sureness) as DialectFacet[]; // safe: the keys of the record
}

function toRefusal(code: Refusal['code'], line: number, message: string): Refusal {
  return { code, line, message };
}
