import { IconAlertTriangle } from '@tabler/icons-react';
import styles from './result.module.css';
import type { Remark } from '#core/advice/reason.ts';
import type { Input, Manifest } from '#core/bundle/manifest.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import { fieldWords } from '#renderer/strings/fields.ts';
import { patientWords } from '#renderer/strings/patient.ts';

export interface WarningText {
  /** The finding. */
  readonly title: string;
  /** Its consequence. */
  readonly body: string;
}

/** What has to be known beside a result, in words. */
export function useWarningTexts(
  remarks: readonly Remark[],
  { inputs }: Manifest,
  model: ModelWords,
): readonly WarningText[] {
  const { warnings } = useWords(patientWords);
  const { range } = useWords(fieldWords);
  const { numbers } = model;
  const find = (name: string): Input | undefined => inputs.find((input) => input.name === name);
  return remarks.map((remark): WarningText => {
    switch (remark.code) {
      case 'imputed': {
        const input = find(remark.input);
        const value = input === undefined ? String(remark.value) : model.said(input, remark.value);
        return { title: warnings.imputed(model.input(remark.input)), body: warnings.imputedBody(value) };
      }
      case 'left-missing':
        return { title: warnings.leftMissing(model.input(remark.input)), body: warnings.leftMissingBody };
      case 'outside-development-range': {
        const input = find(remark.input);
        const value = input === undefined ? String(remark.value) : model.said(input, remark.value);
        return {
          title: warnings.outside(model.input(remark.input), value),
          body: warnings.outsideBody(range(numbers.number(remark.min), numbers.number(remark.max))),
        };
      }
      case 'duplicate-patient':
        return {
          title: warnings.duplicate(numbers.number(remark.line)),
          body: warnings.duplicateBody,
        };
      default:
        throw remark satisfies never;
    }
  });
}

/** Above the result, and nobody can close them. */
export function Warnings({ texts }: { readonly texts: readonly WarningText[] }) {
  if (texts.length === 0) return undefined;
  return (
    <div className={styles.warnings} role="status">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden="true" />
      <ul>
        {texts.map(({ title, body }) => (
          <li key={title}>
            <strong>{title}</strong> {body}
          </li>
        ))}
      </ul>
    </div>
  );
}
