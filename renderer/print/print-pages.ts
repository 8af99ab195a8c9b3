/** Inputs that fit on the page that has the result too, and on one that has them alone. */
const firstPage = 16;
const otherPages = 36;

/** Inputs by page. There is always a first page. */
export function toPrintPages<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  const pages = [items.slice(0, firstPage)];
  for (let from = firstPage; from < items.length; from += otherPages) {
    pages.push(items.slice(from, from + otherPages));
  }
  return pages;
}
