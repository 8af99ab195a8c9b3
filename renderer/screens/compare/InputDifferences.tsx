import styles from './compare.module.css';
import type { Input } from '#core/bundle/manifest.ts';
import type { CompareView, ListView, PatientView } from '#core/contract/patients-view.ts';
import type { Remark } from '#core/advice/reason.ts';
import { useModelWords, type ModelWords } from '#renderer/parts/use-wording.ts';
import { useWords } from '#renderer/state/language.tsx';
import { compareWords } from '#renderer/strings/compare.ts';

interface InputDifferencesProps {
  readonly list: ListView;
  readonly view: PatientView;
  readonly model: ModelWords;
  readonly compared: CompareView;
}

/** What the two models are not given alike: an input that only one asks, or a missing one that each fills its own way. */
export function InputDifferences({ list, view, model, compared }: InputDifferencesProps) {
  const words = useWords(compareWords);
  const other = useModelWords(compared.content);
  const own = list.model.manifest.inputs;
  const theirs = compared.content.manifest.inputs;
  const names = [...new Set([...own, ...theirs].map(({ name }) => name))];
  const rows = names.flatMap((name) => {
    const mine = own.find((input) => input.name === name);
    const his = theirs.find((input) => input.name === name);
    const value = view.inputs.find(({ input }) => input === name)?.value ?? null;
    const left = toText(mine, value, view.result.remarks, model, words);
    const right = compared.lacking.includes(name)
      ? words.notInFile
      : toText(his, value, compared.result?.remarks ?? [], other, words);
    const label = mine === undefined ? other.input(name) : model.input(name);
    return left === right ? [] : [{ name, label, left, right }];
  });
  return (
    <section>
      <h2 className={styles.small}>{words.inputs}</h2>
      {rows.length === 0 ? (
        <p>{words.sameInputs}</p>
      ) : (
        <table className={styles.inputs}>
          <thead>
            <tr>
              <th scope="col">{words.input}</th>
              <th scope="col">{list.model.ref}</th>
              <th scope="col">{compared.with}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, label, left, right }) => (
              <tr key={name}>
                <th scope="row">{label}</th>
                <td>{left}</td>
                <td>{right}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function toText(
  input: Input | undefined,
  value: number | string | null,
  remarks: readonly Remark[],
  model: ModelWords,
  words: (typeof compareWords)['nl'],
): string {
  if (input === undefined) return words.onlyOne;
  const filled = remarks.find((remark) => remark.code === 'imputed' && remark.input === input.name);
  if (value === null && filled?.code === 'imputed') return words.imputed(model.said(input, filled.value));
  return model.said(input, value);
}
