import { TableError } from '#core/table/table-error.ts';

/** The file says things that cannot be: it is cut off, changed, or not of this kind. */
export function damaged(what: string): TableError {
  return new TableError('file-damaged', 0, `expected a whole file, got one that is damaged: ${what}`);
}

/** Throws TableError `file-damaged` where something that the format promises does not hold. */
export function verify(holds: boolean, what: string): asserts holds {
  if (!holds) throw damaged(what);
}
