import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { DialectSuggestion } from '#core/detect/dialect-suggestion.ts';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';
import type { Dialect } from '#core/table/dialect.ts';
import type { TableItem } from '#core/table/row.ts';
import { TableError } from '#core/table/table-error.ts';
import { clinicalExport, hardExport, type AnyExport } from '#test/core/detect/any-export.ts';
import { looksSwallowed, toBytes, writeTable } from '#test/core/table/any-table.ts';
import { readAll } from '#test/core/table/read-all.ts';

const rounds = process.env['VISITE_LONG'] === '1' ? 30_000 : 400;

const kinds = [
  ['hard', hardExport],
  ['clinical', clinicalExport],
] as const;

for (const [name, anyExport] of kinds) {
  test(`${name} exports in every dialect are read back the same in the declared dialect`, async () => {
    await fc.assert(
      fc.asyncProperty(anyExport, fc.integer({ min: 1, max: 40 }), async (made, size) => {
        if (isSwallowed(made)) return;
        const items = await toItems(made.bytes, made.dialect, size);
        if (typeof items === 'string') return assert.ok(isHeaderTwice(items, made), items);
        assert.deepEqual(toHeader(items), [made.rows[0], made.titleText]);
        assert.deepEqual(
          toCells(items),
          made.rows.slice(1).filter((cells) => !isBlank(cells)),
        );
      }),
      { numRuns: rounds },
    );
  });

  test(`${name} exports in the dialect that is suggested are the same, or the suggestion says what it does not know`, async () => {
    const outcomes = new Map<string, number>();
    await fc.assert(
      fc.asyncProperty(anyExport, async (made) => {
        const outcome = await toOutcome(made);
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        assert.doesNotMatch(outcome, /^silent/);
      }),
      { numRuns: rounds },
    );
    // A suggestion that never dared would pass too.
    if (name === 'clinical')
      assert.ok((outcomes.get('same') ?? 0) > rounds / 4, JSON.stringify([...outcomes]));
  });
}

test('one character put in, taken out or changed shifts no cell, in the declared dialect nor in the suggested', async () => {
  const marks = fc.constantFrom(';', ',', '\t', '|', '"', '\n', '\r', ' ', '7');
  await fc.assert(
    fc.asyncProperty(
      clinicalExport,
      fc.nat(),
      marks,
      fc.constantFrom(0, 1),
      fc.boolean(),
      async (made, where, mark, out, put) => {
        if (isSwallowed(made)) return;
        const plain = { ...made.dialect, separatorLine: false };
        const above = made.text.length - writeTable(made.rows.slice(1), plain, made.always).length;
        const at = above + (where % (made.text.length - above));
        const text = made.text.slice(0, at) + (put ? mark : '') + made.text.slice(at + out);
        const bytes = toBytes(text, made.dialect);
        const found = suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes }] });
        const suggested = found.kind === 'clear' && toOpenFacets(found, made.dialect).length === 0;
        for (const dialect of suggested ? [made.dialect, found.suggested.dialect] : [made.dialect]) {
          const items = await toItems(bytes, dialect);
          if (typeof items === 'string') continue;
          const rows = items.flatMap((item) => (item.kind === 'row' ? [item.row.cells] : []));
          const shifted = rows.filter((cells) => !made.rows.some((row) => countOthers(row, cells) <= 1));
          assert.deepEqual(shifted, []);
        }
      },
    ),
    { numRuns: rounds },
  );
});

/** How many cells of two rows differ, place by place. */
function countOthers(row: readonly string[], cells: readonly string[]): number {
  return row.length === cells.length ? row.filter((cell, at) => cell !== cells[at]).length : Infinity;
}

/** What came of a suggestion: `silent` where cells are others than were written and nothing said so. */
async function toOutcome(made: AnyExport): Promise<string> {
  const found = suggestDialect({ size: made.bytes.length, samples: [{ offset: 0, bytes: made.bytes }] });
  if (found.kind === 'ambiguous') return `ambiguous ${found.undecided.join(' ')}`;
  if (found.kind === 'refused') return 'refused';
  if (isSwallowed(made)) return 'swallowed';
  if (typeof (await toItems(made.bytes, made.dialect)) === 'string') return 'refused as declared';
  if (isDecimalWrong(made, found)) return 'silent decimal';
  const suggested = await toItems(made.bytes, found.suggested.dialect);
  if (typeof suggested === 'string') return 'refused when read';
  if (isSameTable(suggested, made)) return 'same';
  const { encoding, bom } = made.dialect;
  if (found.sureness.encoding === 'assumed' && encoding !== found.suggested.dialect.encoding) {
    const other = await toItems(made.bytes, { ...found.suggested.dialect, encoding, bom });
    if (typeof other !== 'string' && isSameTable(other, made)) return 'encoding assumed';
  }
  const differs = toOpenFacets(found, made.dialect);
  return differs.length > 0 ? `assumed ${differs.join(' ')}` : 'silent cells';
}

/** The facets that the suggestion only assumed, and that are otherwise. */
function toOpenFacets(found: Extract<DialectSuggestion, { kind: 'clear' }>, dialect: Dialect): string[] {
  return (['delimiter', 'header', 'encoding'] as const).filter(
    (facet) => found.sureness[facet] === 'assumed' && isOther(facet, found.suggested.dialect, dialect),
  );
}

function isOther(facet: 'delimiter' | 'header' | 'encoding', a: Dialect, b: Dialect): boolean {
  switch (facet) {
    case 'delimiter':
      return a.delimiter !== b.delimiter;
    case 'header':
      return a.titleLines !== b.titleLines;
    case 'encoding':
      return a.encoding !== b.encoding;
  }
}

/** Whether a number with a decimal or a thousands mark would be read under the other mark. */
function isDecimalWrong(made: AnyExport, found: Extract<DialectSuggestion, { kind: 'clear' }>): boolean {
  if (found.suggested.dialect.decimal === made.dialect.decimal) return false;
  const isMarked = (cell: string): boolean => /^[0-9]+(?:[.,][0-9]+)+$/.test(cell);
  // Cells of the hard tables are no numbers of one decimal mark.
  return made.rows[0]?.[0] === 'Patiëntnummer' && made.rows.slice(1).some((cells) => cells.some(isMarked));
}

/** The header is the one written, and every row that is read was written so. */
function isSameTable(items: readonly TableItem[], made: AnyExport): boolean {
  const [titles] = toHeader(items);
  if (JSON.stringify(titles) !== JSON.stringify(made.rows[0])) return false;
  const known = new Set(made.rows.map((cells) => JSON.stringify(cells)));
  return items.every((item) => item.kind !== 'row' || known.has(JSON.stringify(item.row.cells)));
}

/** A sound row that looks like two with open quotes is refused, never changed (test/core/table/any-table.ts). */
function isSwallowed({ rows, dialect, always }: AnyExport): boolean {
  return rows.slice(1).some((row) => looksSwallowed(row, dialect, always));
}

function isHeaderTwice(refusal: string, { rows: [titles = []] }: AnyExport): boolean {
  if (new Set(titles).size < titles.length) return refusal.startsWith('header-duplicate');
  // One column whose title holds another delimiter, or nothing but rows that are the header again.
  return refusal.startsWith('delimiter') ? titles.length === 1 : refusal.startsWith('header-only');
}

function isBlank(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === '');
}

function toHeader(items: readonly TableItem[]): [readonly string[], string] {
  const [first] = items;
  return first?.kind === 'header' ? [first.header.titles, first.header.titleText ?? ''] : [[], ''];
}

function toCells(items: readonly TableItem[]): (readonly string[])[] {
  return items.flatMap((item) => ('row' in item ? [item.row.cells] : []));
}

async function toItems(
  bytes: Uint8Array,
  dialect: Dialect,
  size?: number,
): Promise<readonly TableItem[] | string> {
  try {
    return (await readAll(bytes, dialect, size)).items;
  } catch (error) {
    if (error instanceof TableError) return `${error.code} ${error.message}`;
    throw error;
  }
}
