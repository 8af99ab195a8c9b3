import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import styles from './import.module.css';
import type { Reading } from '#core/contract/import-view.ts';
import { editImport } from '#renderer/screens/import/edit-import.ts';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { toEvidenceText } from '#renderer/strings/evidence.ts';
import { importWords } from '#renderer/strings/import.ts';

/** How the file is written as it was understood, each reading with its evidence, and changed by hand. */
export function ReadingStrip({ readings }: { readonly readings: readonly Reading[] }) {
  return (
    <div className={styles.readings}>
      {readings
        .filter(({ facet }) => facet !== 'newline' && facet !== 'separator-line')
        .map((reading) => (
          <ReadingCell key={reading.facet} reading={reading} />
        ))}
    </div>
  );
}

function ReadingCell({ reading }: { readonly reading: Reading }) {
  const words = useWords(importWords);
  const language = useLanguage();
  const { facet, value, sureness, evidence, choices } = reading;
  const doubtful = sureness === 'undecided';
  const toText = (choice: string): string => {
    if (facet === 'header') return words.line(choice);
    if (facet === 'decimal') return words.values[`decimal ${choice}`] ?? choice;
    return words.values[choice] ?? choice;
  };
  return (
    <div className={`${styles.reading} ${doubtful ? styles.doubtful : ''}`}>
      <Menu position="bottom-start">
        <Menu.Target>
          <button type="button" className={styles.readingName} disabled={choices.length === 0}>
            {words.facets[facet]}
            {choices.length > 0 && <IconChevronDown size={14} aria-hidden="true" />}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map((choice) => (
            <Menu.Item key={choice} onClick={() => editImport({ edit: 'reading', facet, value: choice })}>
              {toText(choice)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <strong className={styles.readingValue}>{toText(value)}</strong>
      <span
        className={styles.readingWhy}
        title={evidence.map((one) => toEvidenceText(one, language)).join('\n')}
      >
        {evidence[0] === undefined || doubtful
          ? words.sureness[sureness]
          : toEvidenceText(evidence[0], language)}
      </span>
    </div>
  );
}
