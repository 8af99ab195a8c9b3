import styles from '#renderer/parts/page.module.css';
import { Key } from '#renderer/parts/Key.tsx';
import { Scrolled } from '#renderer/parts/Scrolled.tsx';
import { useWords } from '#renderer/state/language.tsx';
import { aboutWords } from '#renderer/strings/about.ts';

/** How it goes from an export to a page, and every key. */
export function HelpScreen() {
  const words = useWords(aboutWords);
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
      <dl className={styles.keys}>
        {words.keyList.flatMap(([key, what]) => [
          <dt key={`${key} key`}>
            <span className="visually-hidden">{key}</span>
            <Key>{key}</Key>
          </dt>,
          <dd key={`${key} what`}>{what}</dd>,
        ])}
      </dl>
    </Scrolled>
  );
}
