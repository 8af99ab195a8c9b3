/** Lines of inputs that fit on the page that has a short result too, and on one that has them alone. */
const firstPage = 16;
const otherPages = 36;

/**
 * Inputs by page. There is always a first page.
 * @param toLines how many lines an input takes
 * @param taken lines of the first page that a long result takes from them
 */
export function toPrintPages<Item>(
  items: readonly Item[],
  toLines: (item: Item) => number,
  taken: number,
): readonly (readonly Item[])[] {
  const pages: Item[][] = [[]];
  let left = firstPage - taken;
  for (const item of items) {
    const lines = toLines(item);
    // what is longer than a page has one of its own
    if (lines > left && (pages.length === 1 || left < otherPages)) {
      pages.push([]);
      left = otherPages;
    }
    pages.at(-1)?.push(item);
    left -= lines;
  }
  return pages;
}

/** Lines that a text takes where a line has room for so many characters: rather one too many. */
export function toLineCount(text: string, perLine: number): number {
  return text.split('\n').reduce((lines, part) => lines + Math.max(1, Math.ceil(part.length / perLine)), 0);
}
