import styles from './models.module.css';
import type { ModelView } from '#core/contract/models-view.ts';
import { useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

/** What this version says otherwise than the one before, from signed manifests and cards. */
export function Changes({ changes }: { readonly changes: NonNullable<ModelView['changes']> }) {
  const words = useWords(modelsWords);
  return (
    <section aria-labelledby="model-changes">
      <h3 id="model-changes" className={styles.heading}>
        {words.changes(changes.than)}
      </h3>
      <table className={styles.small}>
        <thead>
          <tr>
            <th />
            <th scope="col">{words.before}</th>
            <th scope="col">{words.after}</th>
          </tr>
        </thead>
        <tbody>
          {changes.list.map(({ where, before, after }) => (
            <tr key={where}>
              <th scope="row" className="mono">
                {where}
              </th>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
