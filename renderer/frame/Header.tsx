import { IconSearch } from '@tabler/icons-react';
import styles from './frame.module.css';
import { Key } from '#renderer/parts/Key.tsx';
import { Logo } from '#renderer/parts/Logo.tsx';
import { goTo, useStart } from '#renderer/state/session.ts';
import { useLanguage, useModelTexts, useWords } from '#renderer/state/language.tsx';
import { frameWords } from '#renderer/strings/frame.ts';
import { languageNames } from '#renderer/strings/language.ts';
import type { ModelContent } from '#core/contract/models-view.ts';

/** Model, version, status and intended use: on every screen, and it cannot be closed. */
export function Header({ onSearch }: { readonly onSearch: () => void }) {
  const words = useWords(frameWords);
  const { model, demo } = useStart();
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Logo />
        Visite
      </div>
      {demo && <span className={styles.demo}>{words.demo}</span>}
      {model === undefined ? (
        <span className={styles.intended}>{words.noModel}</span>
      ) : (
        <ModelBanner model={model} />
      )}
      <button
        type="button"
        className={styles.search}
        // the name where the word is not shown
        title={words.search}
        onClick={onSearch}
      >
        <IconSearch size={16} aria-hidden="true" />
        <span>{words.search}</span>
        <Key>Ctrl K</Key>
      </button>
      <button
        type="button"
        className={styles.help}
        aria-label={words.help}
        onClick={() => goTo({ screen: 'help' })}
      >
        <Key always>?</Key>
      </button>
    </header>
  );
}

function ModelBanner({ model }: { readonly model: ModelContent }) {
  const words = useWords(frameWords);
  const language = useLanguage();
  const { texts, fallback, language: found } = useModelTexts(model);
  const { manifest } = model;
  return (
    <>
      <strong className={styles.model} title={texts['title']}>
        <span className={styles.modelTitle}>{texts['title']}</span> {manifest.version}
      </strong>
      {manifest.status !== 'clinical-use' && <span className={styles.research}>{words.researchOnly}</span>}
      <span className={styles.intended} title={texts['intended-use']} lang={found}>
        {texts['intended-use']}
        {fallback && found !== language && ` (${words.otherLanguage(languageNames[found])})`}
      </span>
    </>
  );
}
