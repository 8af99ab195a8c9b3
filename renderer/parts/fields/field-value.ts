import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { ShownValue } from '#core/contract/patients-view.ts';

/** What stands in a field: a value (null where it is empty), or something that nobody can read for sure. */
export type FieldValue =
  { readonly kind: 'value'; readonly value: ShownValue } | { readonly kind: 'unreadable' };

export interface FieldProps<Of extends Input> {
  readonly input: Of;
  readonly label: string;
  readonly hideLabel?: boolean;
  /** What stands in it at first. To set it anew, give the field another key. */
  readonly value: ShownValue;
  /** The model's texts. */
  readonly texts: Texts;
  /** Said where nothing is wrong, such as what the file has. */
  readonly about?: string;
  readonly onRead: (value: FieldValue) => void;
}
