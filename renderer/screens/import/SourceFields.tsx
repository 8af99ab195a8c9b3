import { Checkbox, Select, TextInput } from '@mantine/core';
import styles from './import.module.css';
import type { Input } from '#core/bundle/manifest.ts';
import type { Texts } from '#core/bundle/texts.ts';
import type { MissingSuggestion } from '#core/detect/evidence.ts';
import type { Source } from '#core/mapping/source.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { importWords } from '#renderer/strings/import.ts';

interface SourceFieldsProps {
  readonly source: Source;
  readonly input: Input;
  readonly texts: Texts;
  readonly missing: readonly MissingSuggestion[];
  readonly unmatched: readonly { readonly text: string; readonly count: number }[];
  readonly onChange: (source: Source) => void;
}

/** How the cells of a chosen column are read: unit and marks of numbers, categories of codes, words for "not known". */
export function SourceFields(props: SourceFieldsProps) {
  const { source, missing, onChange } = props;
  switch (source.kind) {
    case 'number':
      return (
        <>
          <NumberFields source={source} onChange={onChange} />
          <MissingTexts
            chosen={source.missing}
            missing={missing}
            onChange={(texts) => onChange({ ...source, missing: texts })}
          />
        </>
      );
    case 'code':
      return <CodeFields {...props} source={source} />;
    case 'text':
      return (
        <MissingTexts
          chosen={source.missing}
          missing={missing}
          onChange={(texts) => onChange({ ...source, missing: texts })}
        />
      );
    case 'age':
    case 'days-between':
    case 'months-between':
    case 'year-difference':
    case 'body-mass-index':
    case 'body-surface-area':
    case 'egfr-ckd-epi-2021':
    case 'absent':
      return undefined;
    default:
      throw source satisfies never;
  }
}

type NumberSource = Extract<Source, { kind: 'number' }>;

function NumberFields(props: { readonly source: NumberSource; readonly onChange: (source: Source) => void }) {
  const words = useWords(importWords);
  const { source, onChange } = props;
  const { decimal: _, thousands: __, ...plain } = source;
  const marks = [
    { value: ',', label: words.values['decimal ,'] ?? ',' },
    { value: '.', label: words.values['decimal .'] ?? '.' },
  ];
  const thousands = ['', '.', ',', ' ', "'"].map((mark) => ({
    value: mark,
    label: mark === '' ? words.none : `1${mark}234`,
  }));
  const withMarks = (decimal: string | undefined, group: string | undefined): NumberSource => ({
    ...plain,
    ...(decimal === ',' || decimal === '.' ? { decimal } : {}),
    ...(group === '.' || group === ',' || group === ' ' || group === "'" ? { thousands: group } : {}),
  });
  return (
    <div className={styles.fields}>
      <TextInput
        label={`${words.unit} (UCUM)`}
        value={source.unit}
        onChange={(event) => onChange({ ...source, unit: event.currentTarget.value })}
      />
      <Select
        label={words.decimal}
        data={marks}
        value={source.decimal ?? null}
        clearable
        onChange={(mark) => onChange(withMarks(mark ?? undefined, source.thousands))}
      />
      <Select
        label={words.thousands}
        data={thousands}
        value={source.thousands ?? ''}
        onChange={(mark) => onChange(withMarks(source.decimal, mark ?? undefined))}
      />
    </div>
  );
}

type CodeSource = Extract<Source, { kind: 'code' }>;

function CodeFields({
  source,
  input,
  texts,
  missing,
  unmatched,
  onChange,
}: SourceFieldsProps & { source: CodeSource }) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  if (input.type !== 'category') return undefined;
  const categories = input.categories.map((name) => ({
    value: name,
    label: texts[`inputs.${input.name}.categories.${name}`] ?? name,
  }));
  const unknown = { value: ' ', label: words.meansUnknown };
  const rows = [
    ...Object.keys(source.codes).map((text) => ({ text, count: undefined })),
    ...source.missing.filter((text) => text !== '').map((text) => ({ text, count: undefined })),
    ...unmatched.filter(({ text }) => !Object.hasOwn(source.codes, text) && !source.missing.includes(text)),
  ];
  const choose = (text: string, choice: string | null): void => {
    const { [text]: _, ...codes } = source.codes;
    const others = source.missing.filter((one) => one !== text);
    if (choice === null) onChange({ ...source, codes, missing: others });
    else if (choice === unknown.value) onChange({ ...source, codes, missing: [...others, text] });
    else onChange({ ...source, codes: { ...codes, [text]: choice }, missing: others });
  };
  return (
    <>
      <table className={styles.codes}>
        <caption>{words.codes}</caption>
        <tbody>
          {rows.map(({ text, count }) => (
            <tr key={text}>
              <th scope="row" className="mono">
                {text}
                {count !== undefined && (
                  <span className={styles.quiet}> {words.times(numbers.number(count))}</span>
                )}
              </th>
              <td>
                <Select
                  aria-label={text}
                  data={[...categories, unknown]}
                  clearable
                  value={source.missing.includes(text) ? unknown.value : (source.codes[text] ?? null)}
                  onChange={(choice) => choose(text, choice)}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MissingTexts
        chosen={source.missing}
        missing={missing.filter(({ text }) => text === '')}
        onChange={(chosen) => onChange({ ...source, missing: chosen })}
      />
    </>
  );
}

interface MissingTextsProps {
  readonly chosen: readonly string[];
  readonly missing: readonly MissingSuggestion[];
  readonly onChange: (texts: string[]) => void;
}

/** Texts that may mean "not known" in this column, with how often they stand there; each only by a yes. */
function MissingTexts({ chosen, missing, onChange }: MissingTextsProps) {
  const words = useWords(importWords);
  const numbers = useNumbers();
  if (missing.length === 0) return undefined;
  return (
    <fieldset className={styles.fieldset}>
      <legend>{words.meansUnknown}</legend>
      {missing.map(({ text, count }) => (
        <Checkbox
          key={text}
          label={`${text === '' ? words.blank : text} (${numbers.number(count)})`}
          checked={chosen.includes(text)}
          onChange={(event) =>
            onChange(event.currentTarget.checked ? [...chosen, text] : chosen.filter((one) => one !== text))
          }
        />
      ))}
    </fieldset>
  );
}
