import styles from '#renderer/parts/page.module.css';
import { Key } from '#renderer/parts/Key.tsx';
import { Scrolled } from '#renderer/parts/Scrolled.tsx';
import { useLanguage, useWords } from '#renderer/state/language.tsx';
import { aboutWords } from '#renderer/strings/about.ts';
import { toKeyName } from '#renderer/strings/language.ts';

/** How it goes from an export to a page, and every key. */
export function HelpScreen() {
  const words = useWords(aboutWords);
  const language = useLanguage();
  return (
    <Scrolled className={styles.screen} label={words.helpTitle}>
      <h1 className={styles.title}>{words.helpTitle}</h1>
      <h2 className={styles.heading}>{words.how}</h2>
      <ol className={styles.steps}>
        {words.steps.map(([title, body]) => (
          <li key={title}>
            <strong>{title}.</strong> {body}
          </li>
        ))}
      </ol>
      <h2 className={styles.heading}>{words.keys}</h2>
      {words.keyLists.map(({ where, keys }) => (
        <section key={where} aria-label={where}>
          <h3 className={styles.subheading}>{where}</h3>
          <dl className={styles.keys}>
            {keys.flatMap(([key, what]) => [
              <dt key={`${key} key`}>
                <span className="visually-hidden">{toKeyName(key, language)}</span>
                <Key always>{key}</Key>
              </dt>,
              <dd key={`${key} what`}>{what}</dd>,
            ])}
          </dl>
        </section>
      ))}
    </Scrolled>
  );
}
