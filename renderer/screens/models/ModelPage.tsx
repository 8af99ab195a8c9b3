import styles from './models.module.css';
import type { ModelView } from '#core/contract/models-view.ts';
import { Notice } from '#renderer/parts/Notice.tsx';
import { FailureNotice } from '#renderer/parts/FailureNotice.tsx';
import { CardPanel } from '#renderer/screens/models/CardPanel.tsx';
import { Changes } from '#renderer/screens/models/Changes.tsx';
import { ModelActions } from '#renderer/screens/models/ModelActions.tsx';
import { TrustChain } from '#renderer/screens/models/TrustChain.tsx';
import { useLanguage, useNumbers, useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

export interface ModelPageProps {
  readonly view: ModelView;
  readonly file: string | undefined;
  readonly onView: (view: ModelView) => void;
  readonly onLook: () => Promise<void>;
}

/** One bundle: verdict first, then each check with its fact, then the card. */
export function ModelPage(props: ModelPageProps) {
  const { view } = props;
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  const language = useLanguage();
  const { summary, steps } = view;
  const failed = steps.find(({ state }) => state === 'failed');
  const open = steps.some(({ state }) => state === 'open');
  return (
    <article className={styles.page}>
      <div className={styles.head}>
        <div className={styles.headText}>
          <h2 className={styles.title}>
            {summary.id === ''
              ? view.file.name
              : `${summary.titles[language] ?? summary.titles.en ?? summary.id} ${summary.version}`}
          </h2>
          <p className={styles.quiet}>{words.checkedAt(numbers.dateTime(view.checkedAt))}</p>
        </div>
        <ModelActions {...props} />
      </div>
      {failed === undefined ? (
        <Verdict view={view} open={open} />
      ) : (
        <Notice kind="stop" title={words.failed}>
          {words.failedBody}
        </Notice>
      )}
      {failed?.failure !== undefined && <FailureNotice failure={failed.failure} />}
      <div className={styles.columns}>
        <TrustChain view={view} />
        {view.content !== undefined && <CardPanel content={view.content} />}
      </div>
      {view.changes !== undefined && <Changes changes={view.changes} />}
    </article>
  );
}

function Verdict({ view, open }: { readonly view: ModelView; readonly open: boolean }) {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  if (view.summary.state === 'demo') {
    return (
      <Notice kind="info" title={words.demoMay}>
        {words.demoMayBody}
      </Notice>
    );
  }
  if (open) return <Notice kind="info" title={words.waits} />;
  return (
    <Notice kind="info" title={words.allPassed(numbers.number(view.steps.length))}>
      {words.mayCompute}
    </Notice>
  );
}
