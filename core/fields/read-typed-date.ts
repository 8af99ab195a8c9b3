import { parseDate, type DateFault } from '#core/table/parse-date.ts';
import type { Language } from '#core/bundle/fields.ts';

export type TypedDate =
  | { readonly kind: 'empty' }
  /** `iso` is yyyy-mm-dd. */
  | { readonly kind: 'value'; readonly iso: string }
  /** Day and month could be either: a person is asked. */
  | { readonly kind: 'ambiguous'; readonly readings: readonly string[] }
  | { readonly kind: 'refused'; readonly code: Exclude<DateFault, 'value-empty' | 'cell-error'> };

/**
 * A date as it is typed: day, month, year with one of `-`, `/`, `.` between them; year first; or with the month's name.
 * Slashes are asked about in English where day and month could be either; elsewhere the day stands first. A year has four
 * digits.
 */
export function readTypedDate(text: string, language: Language): TypedDate {
  const bare = text.trim().replace(/\s+/g, ' ');
  if (bare === '') return { kind: 'empty' };
  let fault: Extract<TypedDate, { kind: 'refused' }>['code'] = 'date-form';
  for (const format of formats) {
    const parsed = parseDate(bare, format);
    if (parsed.ok) {
      const iso = toIso(parsed.date);
      const other =
        language === 'en' && format === 'd/m/yyyy' ? parseDate(bare, 'm/d/yyyy') : ({ ok: false } as const);
      const turned = other.ok ? toIso(other.date) : iso;
      return turned === iso ? { kind: 'value', iso } : { kind: 'ambiguous', readings: [iso, turned] };
    }
    if (parsed.code === 'date-impossible' || parsed.code === 'date-out-of-window') fault = parsed.code;
  }
  return { kind: 'refused', code: fault };
}

const formats = [
  'd-m-yyyy',
  'd.m.yyyy',
  'd/m/yyyy',
  'yyyy-mm-dd',
  'd-mmm-yyyy',
  'd mmm yyyy',
  'd. mmm yyyy',
] as const;

function toIso({ year, month, day }: { year: number; month: number; day: number }): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
