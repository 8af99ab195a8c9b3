import { useCallback, useEffect, useState } from 'react';
import styles from './models.module.css';
import type { ModelView } from '#core/contract/models-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Key } from '#renderer/parts/Key.tsx';
import { ModelPage } from '#renderer/screens/models/ModelPage.tsx';
import { TrustPanel } from '#renderer/screens/models/TrustPanel.tsx';
import { call } from '#renderer/state/bridge.ts';
import { chooseAndOpen } from '#renderer/state/open-file.ts';
import { goTo, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

interface ModelsScreenProps {
  readonly of: string | undefined;
  /** Token of a bundle that is looked at before it is installed. */
  readonly file: string | undefined;
}

/** The models of this computer, each with what was checked of it, here and now. */
export function ModelsScreen({ of, file }: ModelsScreenProps) {
  const words = useWords(modelsWords);
  const language = useLanguage();
  const { models, model } = useStart();
  const chosen = of ?? (file === undefined ? (model?.ref ?? models[0]?.ref) : undefined);
  const [view, setView] = useState<ModelView>();
  const look = useCallback(async (): Promise<void> => {
    setView(undefined);
    if (file !== undefined) setView(await call('model-look', { file }));
    else if (chosen !== undefined) setView(await call('model-look', { ref: chosen }));
  }, [chosen, file]);
  useEffect(() => void tellingFailures(look), [look]);
  return (
    <div className={styles.screen}>
      <div className={styles.side}>
        <h1 className={styles.sideTitle}>{words.title}</h1>
        {models.length === 0 && <p className={styles.quiet}>{words.none}</p>}
        {models.map((one) => (
          <button
            key={one.ref}
            type="button"
            className={styles.entry}
            aria-current={one.ref === chosen && file === undefined ? 'true' : undefined}
            onClick={() => goTo({ screen: 'models', ref: one.ref })}
          >
            <strong>{one.titles[language] ?? one.titles.en ?? one.id}</strong>
            <span>{one.version}</span>
            <span className={one.state === 'revoked' || one.state === 'refused' ? styles.stop : styles.quiet}>
              {one.inUse ? words.inUse : words.states[one.state]}
            </span>
          </button>
        ))}
        <div className={styles.sideGap} />
        <TrustPanel />
        <Button onClick={() => void tellingFailures(() => chooseAndOpen('bundle'))}>{words.open}</Button>
        <p className={styles.quiet}>
          <Key>.visite</Key> {words.drop}
        </p>
      </div>
      {view !== undefined && <ModelPage view={view} file={file} onView={setView} onLook={look} />}
    </div>
  );
}
