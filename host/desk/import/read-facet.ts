import { Dialect, Encoding } from '#core/table/dialect.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import type { ImportAnswers } from '#host/desk/import/import-answers.ts';
import type { StatedFile } from '#host/import/preview.ts';

/**
 * What is stated of a file once one facet of its reading is changed by hand.
 * @throws DeskError `value-refused`
 */
export function readFacet(written: ImportAnswers['written'], facet: string, value: string): StatedFile {
  const stated = written.kind === 'stated' ? written.stated : toStated(written);
  const { delimiter, decimal } = Dialect.shape;
  switch (facet) {
    case 'encoding':
      return { ...stated, encoding: toOne(Encoding.options, value) };
    case 'delimiter':
      return { ...stated, delimiter: toOne(delimiter.options, value) };
    case 'decimal':
      return { ...stated, decimal: toOne(decimal.options, value) };
    case 'header':
      if (/^[1-9][0-9]{0,6}$/.test(value)) return { ...stated, headerLine: Number(value) };
      break;
    case 'sheet':
      return { ...stated, sheet: value };
    default:
      break;
  }
  throw new DeskError('value-refused', `expected a facet that can be stated and a value of it, got ${facet}`);
}

function toStated({ form, dialect }: Extract<ImportAnswers['written'], { kind: 'full' }>): StatedFile {
  const { encoding, delimiter, decimal, separatorLine, titleLines = 0 } = dialect;
  if (form?.kind === 'workbook') return { sheet: form.sheet, headerLine: form.headerRow, decimal };
  if (form !== undefined) return { decimal };
  return { encoding, delimiter, decimal, headerLine: 1 + (separatorLine ? 1 : 0) + titleLines };
}

function toOne<Value extends string>(options: readonly Value[], value: string): Value {
  const found = options.find((option) => option === value);
  if (found !== undefined) return found;
  throw new DeskError('value-refused', `expected one of ${options.join(' ')}, got ${value}`);
}
