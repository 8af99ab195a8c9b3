import type { MappingRow } from '#core/contract/import-view.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import { toSourceColumns, type Source } from '#core/mapping/source.ts';
import type { Numbers } from '#renderer/strings/numbers.ts';

/** Titles of the columns that a source reads, for one cell of the table. */
export function toColumnsText(source: Source | undefined): string {
  return source === undefined ? '' : toSourceColumns(source).join(', ');
}

/** How a source reads, in the words of the file and of the model: `4,5 cm = 45 mm`, `V vrouw, M man`. */
export function toReadingText(row: MappingRow, input: Input, texts: Texts, numbers: Numbers): string {
  const { source, example } = row;
  if (source === undefined || source.kind === 'absent') return '';
  if (source.kind === 'code') {
    return Object.entries(source.codes)
      .map(
        ([text, category]) => `${text} ${texts[`inputs.${input.name}.categories.${category}`] ?? category}`,
      )
      .join(', ');
  }
  if (example === undefined) return '';
  const cells = example.cells.join(' … ');
  const unit =
    source.kind === 'number' && input.type === 'number' && source.unit !== '1' ? ` ${source.unit}` : '';
  const value =
    example.value === null
      ? '–'
      : typeof example.value === 'number'
        ? numbers.number(example.value)
        : example.value;
  const own = input.type === 'number' && input.unit !== '1' ? ` ${input.unit}` : '';
  return `${cells}${unit} = ${value}${own}`;
}
