import styles from './start.module.css';
import type { ModelSummary } from '#core/contract/models-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { call } from '#renderer/state/bridge.ts';
import { chooseAndOpen } from '#renderer/state/open-file.ts';
import { goTo, setStart, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { startWords } from '#renderer/strings/start.ts';

/** The models that are here, each with its state, and the way to each page. */
export function ModelList() {
  const words = useWords(startWords);
  const { models } = useStart();
  return (
    <section aria-labelledby="start-models">
      <h2 id="start-models" className={styles.heading}>
        {words.models}
      </h2>
      {models.length === 0 && <p className={styles.empty}>{words.noModels}</p>}
      <ul className={styles.list}>
        {models.map((model) => (
          <ModelEntry key={model.ref} model={model} />
        ))}
      </ul>
      <Button onClick={() => void tellingFailures(() => chooseAndOpen('bundle'))}>{words.openBundle}</Button>
    </section>
  );
}

function ModelEntry({ model }: { readonly model: ModelSummary }) {
  const words = useWords(startWords);
  const language = useLanguage();
  const { ref, state, inUse } = model;
  const title = model.titles[language] ?? model.titles.en ?? model.id;
  const use = async (): Promise<void> => setStart(await call('model-use', { ref }));
  return (
    <li className={styles.entry}>
      <button type="button" className={styles.link} onClick={() => goTo({ screen: 'models', ref })}>
        <strong>{title}</strong> {model.version}
      </button>
      <span className={state === 'revoked' || state === 'refused' ? styles.stop : styles.quiet}>
        {words.state[state]}
        {inUse && `, ${words.inUse}`}
      </span>
      {!inUse && (state === 'released' || state === 'demo') && (
        <Button onClick={() => void tellingFailures(use)}>{words.use}</Button>
      )}
    </li>
  );
}
