import { IconArrowLeft, IconChevronDown, IconChevronUp, IconCopy, IconPrinter } from '@tabler/icons-react';
import styles from './patient.module.css';
import type { ListView, PatientView } from '#core/contract/patients-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Key } from '#renderer/parts/Key.tsx';
import { isYesNo, toInline } from '#renderer/parts/value-text.ts';
import type { ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';

interface PatientHeaderProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly model: ModelWords;
  /** Place among the patients that are shown, from 0; −1 where it is none of them. */
  readonly at: number;
  readonly of: number;
  readonly onBack: () => void;
  readonly onMove: (by: 1 | -1) => void;
  readonly onCopy: () => void;
  readonly onPrint: () => void;
  readonly onPdf: () => void;
  /** Why nothing can be taken along now. */
  readonly closed: string | undefined;
}

/** Who it is, the way to the one before and after, and what can be taken along. */
export function PatientHeader(props: PatientHeaderProps) {
  const { list, view, model, at, of, onBack, onMove, onCopy, onPrint, onPdf, closed } = props;
  const words = useWords(patientWords);
  const { numbers } = model;
  const state = { disabled: closed !== undefined, title: closed };
  return (
    <header className={styles.header}>
      <button type="button" className={styles.back} onClick={onBack}>
        <IconArrowLeft size={16} aria-hidden="true" />
        {words.back} <Key>Esc</Key>
      </button>
      <div className={styles.walk}>
        <button
          type="button"
          className={styles.step}
          aria-label={words.previous}
          disabled={at <= 0}
          onClick={() => onMove(-1)}
        >
          <IconChevronUp size={18} aria-hidden="true" />
        </button>
        <button
          type="button"
          className={styles.step}
          aria-label={words.next}
          disabled={at < 0 || at >= of - 1}
          onClick={() => onMove(1)}
        >
          <IconChevronDown size={18} aria-hidden="true" />
        </button>
        <span className={styles.position}>
          {at < 0 ? '' : words.position(numbers.number(at + 1), numbers.number(of))}
        </span>
      </div>
      <h1 className={styles.number}>{view.patient === '' ? '–' : view.patient}</h1>
      <span className={styles.about}>{toAboutText(list, view, model)}</span>
      <div className={styles.actions}>
        <Button icon={<IconCopy size={16} aria-hidden="true" />} {...state} onClick={onCopy}>
          {words.copyText}
        </Button>
        <Button
          icon={<IconPrinter size={16} aria-hidden="true" />}
          hint="Ctrl P"
          {...state}
          onClick={onPrint}
        >
          {words.print}
        </Button>
        <Button {...state} onClick={onPdf}>
          {words.pdf}
        </Button>
      </div>
    </header>
  );
}

/** The first inputs in a few words: what only says yes or no is named where it is yes. */
export function toAboutText(list: ListView, view: PatientView, model: ModelWords): string {
  const parts = list.model.manifest.inputs.slice(0, 6).flatMap((input) => {
    const value = view.inputs.find((shown) => shown.input === input.name)?.value ?? null;
    if (value === null || input.type === 'text') return [];
    const label = toInline(model.input(input.name), model.wording.language);
    if (isYesNo(input)) return value === 'yes' ? [label] : [];
    const { text, unit } = model.value(input, value);
    if (input.type === 'category') return [text];
    return unit === '' ? [`${label} ${text}`] : [`${text} ${unit}`];
  });
  return parts.join(', ');
}
