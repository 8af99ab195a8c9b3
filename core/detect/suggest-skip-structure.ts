import type { SkipSuggestion } from '#core/detect/dialect-suggestion.ts';
import type { Structure } from '#core/detect/structure.ts';

/** How lines of totals begin in Dutch, English and German exports. */
const totals =
  /^(?:(?:sub|eind|gesamt|grand )?tota+l(?:en|s|e)?|(?:gesamt|end|zwischen)?summen?|som|gesamt|insgesamt|gemiddelden?|averages?|means?|mittelwerte?|durchschnitt|aantal(?: (?:rijen|regels|patiënten|records))?|anzahl(?: (?:zeilen|patienten))?|count|mediaan|median)\s*:?$/i;

/** Rules for the profile's `skip`: rows whose first filled cell names a total. */
export function suggestSkip({ rows, header }: Structure): SkipSuggestion[] {
  const found = new Map<string, { column: string; equals: string; rows: number }>();
  for (const { cells } of rows) {
    const at = cells.findIndex((cell) => cell.trim() !== '');
    const equals = (cells[at] ?? '').trim();
    if (!totals.test(equals)) continue;
    const column = header.record.cells[at] ?? '';
    const key = `${at} ${equals}`;
    const known = found.get(key);
    if (known) known.rows += 1;
    else found.set(key, { column, equals, rows: 1 });
  }
  return [...found.values()]
    .filter(({ rows: count }) => count * 4 <= Math.max(rows.length, 4))
    .map(({ column, equals, rows: count }) => ({
      column,
      equals,
      rows: count,
      reason: 'a line of totals, no patient',
    }));
}
