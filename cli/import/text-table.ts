/**
 * Cells in columns of equal width, two spaces between them; the titles first. Columns in `numbers` are set to the right.
 * The last column is not padded.
 */
export function toTextTable(rows: readonly (readonly string[])[], numbers: ReadonlySet<number>): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, width(cell));
  }
  return rows.map((row) =>
    row
      .map((cell, at) => {
        const space = ' '.repeat((widths[at] ?? 0) - width(cell));
        return numbers.has(at) ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd(),
  );
}

/** Characters, accents set on others apart. */
function width(text: string): number {
  return Array.from(text.replace(/\p{M}/gu, '')).length;
}

/** A text cut to at most `most` characters, with `…` where it was. */
export function toShort(text: string, most: number): string {
  const characters = Array.from(text);
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`;
}
