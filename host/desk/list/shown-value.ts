import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { ShownValue } from '#core/contract/patients-view.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';

/** A value of the input block as screens take it. */
export function toShownValue(input: Input, value: ModelCell): ShownValue {
  if (typeof value === 'string') return value;
  if (Number.isNaN(value)) return null;
  return input.type === 'category' ? (input.categories[value] ?? null) : value;
}

/** What was typed in a field, as the input block has it. @throws DeskError `value-refused` */
export function toModelCell(input: Input, value: ShownValue): ModelCell {
  if (value === null) return Number.NaN;
  switch (input.type) {
    case 'number':
      if (typeof value !== 'number' || !Number.isFinite(value)) break;
      if (input.integer && !Number.isInteger(value)) break;
      return value === 0 ? 0 : value;
    case 'category': {
      const at = typeof value === 'string' ? input.categories.indexOf(value) : -1;
      if (at < 0) break;
      return at;
    }
    case 'text':
      if (typeof value !== 'string' || toUtf8(value).length > input.maxBytes) break;
      return value;
    default:
      throw input satisfies never;
  }
  throw new DeskError('value-refused', `${input.name}: expected a ${input.type} that it may be`);
}

/** One cell for each input; what is not given is missing. @throws DeskError `value-refused` */
export function toCells(
  { inputs }: Pick<Manifest, 'inputs'>,
  values: Readonly<Record<string, ShownValue>>,
): readonly ModelCell[] {
  const unknown = Object.keys(values).find((name) => !inputs.some((input) => input.name === name));
  if (unknown !== undefined) throw new DeskError('value-refused', `the model has no input ${unknown}`);
  return inputs.map((input) =>
    toModelCell(input, Object.hasOwn(values, input.name) ? (values[input.name] ?? null) : null),
  );
}
