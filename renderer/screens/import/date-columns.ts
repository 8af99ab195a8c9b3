import type { ColumnSuggestion } from '#core/detect/evidence.ts';
import type { DateColumn, Source } from '#core/mapping/source.ts';

type DateForm = Pick<DateColumn, 'format' | 'century'>;

/** Columns whose cells can be dates, each with the forms that they can have, likeliest first. */
export interface DateChoice {
  readonly column: string;
  readonly forms: readonly DateForm[];
  /** The form, where nobody has to choose it. */
  readonly form: DateForm | undefined;
  readonly missing: readonly string[];
}

export function toDateChoices(columns: readonly ColumnSuggestion[]): readonly DateChoice[] {
  return columns.flatMap(({ title, choice, choices, missing }): DateChoice[] => {
    const forms = choices.flatMap((one) => (one.kind === 'date' ? [toForm(one)] : []));
    if (forms.length === 0) return [];
    const form = choice?.kind === 'date' ? toForm(choice) : undefined;
    return [{ column: title, forms, form, missing: missing.map(({ text }) => text) }];
  });
}

export function toDateColumn({ column, missing }: DateChoice, form: DateForm): DateColumn {
  return { column, ...form, missing: [...missing] };
}

/** The dates that a source reads, whose form was answered by that. */
export function toSourceDates(source: Source | undefined): readonly DateColumn[] {
  switch (source?.kind) {
    case 'age':
      return [source.birth, source.at];
    case 'days-between':
    case 'months-between':
      return [source.from, source.to];
    case 'egfr-ckd-epi-2021':
      return [source.birth, source.at];
    case undefined:
    case 'number':
    case 'code':
    case 'text':
    case 'year-difference':
    case 'body-mass-index':
    case 'body-surface-area':
    case 'absent':
      return [];
    default:
      return source satisfies never;
  }
}

function toForm({ format, century }: DateForm): DateForm {
  return century === undefined ? { format } : { format, century };
}
