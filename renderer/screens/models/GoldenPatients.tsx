import styles from './models.module.css';
import type { ModelView } from '#core/contract/models-view.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { modelsWords } from '#renderer/strings/models.ts';

const mostCells = 120;
const mostRows = 3;
/** The difference and the ends of its interval, or whatever comes first. */
const mostValues = 3;

/** Golden patients as cells, and some of them as there and here: it computes on this computer what it computed there. */
export function GoldenPatients({ golden }: { readonly golden: NonNullable<ModelView['golden']> }) {
  const words = useWords(modelsWords);
  const numbers = useNumbers();
  const { patients, equal, ms, rows } = golden;
  const toText = (values: readonly number[]): string =>
    values
      .slice(0, mostValues)
      .map((value) => numbers.number(value * 100, 4))
      .join(' / ');
  return (
    <>
      <div className={styles.fact}>
        {words.goldenEqual(numbers.number(equal), numbers.number(patients), numbers.number(ms / 1000, 2))}
      </div>
      <div className={styles.cells} aria-hidden="true">
        {Array.from({ length: Math.min(patients, mostCells) }, (_, at) => (
          <span key={at} className={at < equal ? styles.cell : styles.cellOther} />
        ))}
      </div>
      <table className={styles.small}>
        <thead>
          <tr>
            <th scope="col">{words.patient}</th>
            <th scope="col">
              {words.there} <span className={styles.quiet}>{words.goldenUnit}</span>
            </th>
            <th scope="col">
              {words.here} <span className={styles.quiet}>{words.goldenUnit}</span>
            </th>
            <th scope="col">{words.difference}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, mostRows).map((row) => (
            <tr key={row.name}>
              <th scope="row">{row.name}</th>
              <td>{toText(row.there)}</td>
              <td>{toText(row.here)}</td>
              <td>{row.equal ? '0' : '≠'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
