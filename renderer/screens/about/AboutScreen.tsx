import { useEffect, useState } from 'react';
import styles from '#renderer/parts/page.module.css';
import type { AboutView } from '#core/contract/start-view.ts';
import { Notice } from '#renderer/parts/Notice.tsx';
import { Scrolled } from '#renderer/parts/Scrolled.tsx';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures } from '#renderer/state/session.ts';
import { useWords } from '#renderer/state/language.tsx';
import { aboutWords } from '#renderer/strings/about.ts';

/** What this program is made of: versions, digests, licences, manufacturer, and its regulatory state. */
export function AboutScreen() {
  const words = useWords(aboutWords);
  const [about, setAbout] = useState<AboutView>();
  useEffect(() => void tellingFailures(async () => setAbout(await call('about', {}))), []);
  return (
    <Scrolled className={styles.screen} label={words.title}>
      <h1 className={styles.title}>{words.title}</h1>
      <Notice kind="info" title={words.research}>
        {words.researchBody}
      </Notice>
      {about !== undefined && (
        <>
          <dl className={styles.facts}>
            <div className={styles.fact}>
              <dt>{words.version}</dt>
              <dd>
                {about.product} {about.version}
              </dd>
            </div>
            <div className={styles.fact}>
              <dt>{words.manufacturer}</dt>
              <dd>{about.manufacturer}</dd>
            </div>
          </dl>
          <Facts title={words.parts} facts={about.versions} />
          <Facts title={words.digests} facts={about.digests} />
          <h2 className={styles.heading}>{words.licences}</h2>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.version}</th>
                <th scope="col">{words.licence}</th>
              </tr>
            </thead>
            <tbody>
              {about.licences.map(({ name, version, licence }) => (
                <tr key={`${name} ${version}`}>
                  <th scope="row">{name}</th>
                  <td>{version}</td>
                  <td>{licence}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Scrolled>
  );
}

function Facts(props: { readonly title: string; readonly facts: Readonly<Record<string, string>> }) {
  return (
    <>
      <h2 className={styles.heading}>{props.title}</h2>
      <dl className={styles.facts}>
        {Object.entries(props.facts).map(([name, value]) => (
          <div key={name} className={styles.fact}>
            <dt>{name}</dt>
            <dd className="mono">{value}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
