import { useState } from 'react';
import styles from './models.module.css';
import type { LocalText } from '#core/bundle/fields.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { useLanguage, useModelTexts, useNumbers, useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

/** The card at the point of use: what the model is for, for whom, and what its data do and do not show. */
export function CardPanel({ content }: { readonly content: ModelContent }) {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  const language = useLanguage();
  const { texts, language: found } = useModelTexts(content);
  const [whole, setWhole] = useState(false);
  const { card, manifest, reference } = content;
  const say = (text: LocalText): string => text[language] ?? text[found] ?? text.en ?? '';
  const { decision } = manifest;
  const rows = [
    [words.intendedUse, texts['intended-use'] ?? ''],
    [words.population, say(card.uses.population)],
    [words.outcome, say(card.facts.outcomesAndOutputs)],
    [words.training, say(card.facts.modelType)],
    [
      words.adviceRule,
      decision === undefined
        ? words.noRule
        : words.rule(
            numbers.chance(decision.favoursArmFrom, [decision.favoursArmFrom]),
            numbers.chance(decision.favoursReferenceUpTo, [decision.favoursReferenceUpTo]),
          ),
    ],
    [words.outOfScope, say(card.uses.outOfScope)],
  ] as const;
  return (
    <section aria-labelledby="model-card" lang={found}>
      <div className={styles.cardHead}>
        <h3 id="model-card" className={styles.heading}>
          {words.card}
        </h3>
        <Button look="plain" aria-expanded={whole} onClick={() => setWhole(!whole)}>
          {words.whole}
        </Button>
      </div>
      <dl className={styles.card}>
        <div className={styles.cardRow}>
          <dt>{words.status}</dt>
          <dd>
            {manifest.status === 'clinical-use' ? (
              say(card.release.regulatoryApproval)
            ) : (
              <>
                <span className={styles.research}>{words.research}</span> {words.noMark}
              </>
            )}
          </dd>
        </div>
        {rows.map(([name, text]) => (
          <div key={name} className={styles.cardRow}>
            <dt>{name}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <Statements title={words.notSupported} texts={card.evidence.notSupported.map(say)} />
      {whole && (
        <>
          <Statements title={words.supported} texts={card.evidence.supported.map(say)} />
          <Statements title={words.risks} texts={card.warnings.risksAndLimitations.map(say)} />
        </>
      )}
      {reference.performance.length > 0 && (
        <>
          <h4 className={styles.heading}>{words.performance}</h4>
          <table className={styles.small}>
            <tbody>
              {reference.performance.map((metric) => (
                <tr key={JSON.stringify(metric)}>
                  <th scope="row">
                    {words.metrics[metric.name] ?? metric.name}
                    <span className={styles.quiet}>
                      {' '}
                      {words.validations[metric.validation]}
                      {`, n = ${numbers.number(metric.patients)}`}
                    </span>
                  </th>
                  <td>
                    {numbers.number(metric.value, 3)}
                    {metric.interval !== undefined &&
                      ` (${words.interval(numbers.number(metric.interval.lower, 3), numbers.number(metric.interval.upper, 3))})`}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function Statements({ title, texts }: { readonly title: string; readonly texts: readonly string[] }) {
  return (
    <>
      <h4 className={styles.heading}>{title}</h4>
      <ul className={styles.statements}>
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </>
  );
}
