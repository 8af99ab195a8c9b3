import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { isEitherWay, numberFormNames } from '#core/detect/number-form.ts';
import { toFileMark } from '#core/detect/table-profile.ts';
import type { Dialect } from '#core/table/dialect.ts';

export interface TypedDecimal {
  readonly decimal: Dialect['decimal'];
  /** The cells do not tell it: only a person can. */
  readonly isOpen: boolean;
}

/**
 * The decimal mark of numbers that stand as text in a source whose cells have types. Such cells are exceptions that came
 * from somewhere else, so one column's mark proves nothing for another: where a cell can be read under both marks, or cells
 * speak for both, it is open.
 */
export function suggestTypedDecimal(columns: readonly ColumnProfile[]): TypedDecimal {
  const { decimal, comma, point } = toFileMark(columns);
  const either = columns.some(({ counts }) =>
    numberFormNames.some((form) => isEitherWay(form) && counts.forms.count(form) > 0),
  );
  return { decimal: decimal ?? ',', isOpen: either || (comma.cells > 0 && point.cells > 0) };
}
