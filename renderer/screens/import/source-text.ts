import type { MappingRow } from '#core/contract/import-view.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import { toSourceColumns, type Source } from '#core/mapping/source.ts';
import { toVisibleText } from '#core/visible-text.ts';
import { joinValue, toUnitText, toValueText } from '#renderer/parts/value-text.ts';
import type { fieldWords } from '#renderer/strings/fields.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';

/** Titles of the columns that a source reads, for one cell of the table. */
export function toColumnsText(source: Source | undefined): string {
  return source === undefined ? '' : toVisibleText(toSourceColumns(source).join(', '));
}

interface Wording {
  readonly texts: Texts;
  readonly numbers: Numbers;
  readonly units: (typeof fieldWords)['nl']['units'];
}

/** How a source reads, in the words of the file and of the model: `4,5 cm = 45 mm`, `V vrouw, M man`. */
export function toReadingText({ source, example }: MappingRow, input: Input, wording: Wording): string {
  if (source === undefined || source.kind === 'absent') return '';
  if (source.kind === 'code') {
    return Object.entries(source.codes)
      .map(([text, category]) => `${toVisibleText(text)} ${joinValue(toValueText(input, category, wording))}`)
      .join(', ');
  }
  if (example === undefined) return '';
  const cells = toVisibleText(example.cells.join(' … '));
  const unit = source.kind === 'number' ? toUnitText(wording.units, source.unit) : '';
  const value = example.value === null ? '–' : joinValue(toValueText(input, example.value, wording));
  return `${[cells, unit].filter((part) => part !== '').join(' ')} = ${value}`;
}
