import type { Input } from '#core/bundle/manifest.ts';
import { CategoryField } from '#renderer/parts/fields/CategoryField.tsx';
import type { FieldProps } from '#renderer/parts/fields/field-value.ts';
import { NumberField } from '#renderer/parts/fields/NumberField.tsx';
import { TextField } from '#renderer/parts/fields/TextField.tsx';

/** The field of an input, by its type. */
export function ManifestField({ input, ...rest }: FieldProps<Input>) {
  switch (input.type) {
    case 'number':
      return <NumberField input={input} {...rest} />;
    case 'category':
      return <CategoryField input={input} {...rest} />;
    case 'text':
      return <TextField input={input} {...rest} />;
    default:
      throw input satisfies never;
  }
}
