import { IconSearch } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import styles from './patients.module.css';
import type { ListView } from '#core/contract/patients-view.ts';
import { toPatientState } from '#core/estimates/find-patients.ts';
import { announce } from '#renderer/parts/announce.ts';
import { Button } from '#renderer/parts/Button.tsx';
import { Key } from '#renderer/parts/Key.tsx';
import { useScreenKeys } from '#renderer/parts/use-screen-keys.ts';
import { useModelWords, type ModelWords } from '#renderer/parts/use-wording.ts';
import {
  decide,
  lastDecided,
  toDecisionOptions,
  toOverride,
  undoDecision,
} from '#renderer/screens/patient/decide.ts';
import { ReasonChoice } from '#renderer/screens/patient/ReasonChoice.tsx';
import { copyRow } from '#renderer/screens/patients/copy-row.ts';
import { FilterBar } from '#renderer/screens/patients/FilterBar.tsx';
import {
  setListPlace,
  toArmIndex,
  useListPlace,
  useShownRows,
} from '#renderer/screens/patients/list-place.ts';
import { NoList, useList } from '#renderer/screens/patients/NoList.tsx';
import { PatientsGrid } from '#renderer/screens/patients/PatientsGrid.tsx';
import { goTo, tellingFailures, useStart } from '#renderer/state/session.ts';
import { useMarks } from '#renderer/state/use-marks.ts';
import { useWords } from '#renderer/state/language.tsx';
import { patientWords } from '#renderer/strings/patient.ts';
import { patientsWords } from '#renderer/strings/patients.ts';

/** The list of patients, or the way to one. */
export function PatientsScreen() {
  const list = useList();
  return list === null ? <NoList /> : <PatientList list={list} />;
}

function PatientList({ list }: { readonly list: ListView }) {
  const words = useWords(patientsWords);
  const model = useModelWords(list.model);
  const { numbers } = model;
  const marks = useMarks(list.model);
  const place = useListPlace(list);
  const shown = useShownRows(list, model);
  const search = useRef<HTMLInputElement>(null);
  const [page, setPage] = useState(10);
  const select = useCallback((row: number) => setListPlace(list, { row }), [list]);
  const open = useCallback(
    (row: number) => {
      setListPlace(list, { row });
      goTo({ screen: 'patient', row });
    },
    [list],
  );
  const at = Math.max(0, shown.indexOf(place.row));
  const selected = shown[at] ?? place.row;
  const move = (to: number): void => {
    const row = shown[Math.max(0, Math.min(shown.length - 1, to))];
    if (row !== undefined) select(row);
  };
  const decisions = useRowDecisions(list, selected, model);
  useScreenKeys({
    ArrowDown: () => move(at + 1),
    ArrowUp: () => move(at - 1),
    Home: () => move(0),
    End: () => move(shown.length - 1),
    PageDown: () => move(at + page),
    PageUp: () => move(at - page),
    Enter: shown.length === 0 ? undefined : () => open(selected),
    'Ctrl+f': () => search.current?.focus(),
    'Ctrl+c': hasTextSelected()
      ? undefined
      : () => void tellingFailures(() => copyRow(list, selected, model, words, marks)),
    ...decisions.keys,
  });
  return (
    <div className={styles.screen}>
      <div className={styles.bar1}>
        <h1 className={styles.title}>{words.title}</h1>
        <span className={styles.file}>{list.byHand ? words.byHand : list.file}</span>
        <span className={styles.counts}>
          {words.counts(
            numbers.number(list.patients.patient.length),
            numbers.number(Object.keys(list.decisions).length),
          )}
        </span>
        <label className={styles.search}>
          <IconSearch size={16} aria-hidden="true" />
          <input
            ref={search}
            className={styles.searchInput}
            type="search"
            aria-label={words.search}
            placeholder={words.search}
            value={place.search}
            onChange={(event) => setListPlace(list, { search: event.currentTarget.value })}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setListPlace(list, { search: '' });
              if (event.key === 'Escape' || event.key === 'Enter' || event.key === 'ArrowDown') {
                event.preventDefault();
                document.querySelector<HTMLElement>('[role="grid"]')?.focus();
              }
            }}
          />
          <Key>Ctrl F</Key>
        </label>
      </div>
      <FilterBar list={list} place={place} numbers={numbers} model={model} />
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <p>{words.emptyFilter}</p>
          <Button onClick={() => setListPlace(list, { filter: 'all', search: '' })}>{words.showAll}</Button>
        </div>
      ) : (
        <PatientsGrid
          list={list}
          shown={shown}
          selected={selected}
          model={model}
          onSelect={select}
          onOpen={open}
          onPage={setPage}
        />
      )}
      {decisions.choice}
      <KeyLine row={numbers.number(shown.length === 0 ? 0 : at + 1)} of={numbers.number(shown.length)} />
    </div>
  );
}

/** Agree, otherwise and undo for the row that is selected. */
function useRowDecisions(list: ListView, row: number, model: ModelWords) {
  const words = useWords(patientsWords);
  const said = useWords(patientWords);
  const closed = useStart().log.state === 'broken';
  const [choosing, setChoosing] = useState<number | undefined>();
  const { patients } = list;
  const { manifest } = list.model;
  const favoured = manifest.arms[patients.arm[row] ?? 255]?.name;
  const options = toDecisionOptions(manifest, toPatientState(patients, row, toArmIndex(list)), favoured);
  const patient = patients.patient[row] ?? '';
  const agree = async (): Promise<void> => {
    if (closed) return announce(said.closed);
    if (options.agree === undefined) return announce(words.noAgree);
    const arm = options.agree;
    const made = await decide(row, { kind: 'agreed', arm });
    if (made !== undefined) announce(said.decided(patient, said.agreed(model.arm(arm))));
  };
  const undo = async (): Promise<void> => {
    const last = lastDecided(list.decisions) ?? (list.decisions[row] === undefined ? undefined : row);
    if (last === undefined) return announce(words.nothingToUndo);
    if (await undoDecision(last)) announce(said.undone(patients.patient[last] ?? ''));
  };
  const keys = {
    a: () => void agree(),
    x:
      options.agree === undefined
        ? () => announce(words.noAgree)
        : () => (closed ? announce(said.closed) : setChoosing(row)),
    'Ctrl+z': () => void undo(),
  };
  const choice = choosing === row && options.agree !== undefined && (
    <div className={styles.choice}>
      <ReasonChoice
        onClose={() => setChoosing(undefined)}
        onRecord={(reason, note) => {
          setChoosing(undefined);
          void decide(row, toOverride(options.other, reason, note)).then((made) => {
            if (made !== undefined) announce(said.decided(patient, said.reasons[reason]));
          });
        }}
      />
    </div>
  );
  return { keys, choice };
}

function KeyLine({ row, of }: { readonly row: string; readonly of: string }) {
  const words = useWords(patientsWords);
  const { keys } = words;
  const { letterKeys } = useStart().settings.values;
  return (
    <div className={styles.keyLine}>
      <span>
        <Key>↑</Key> <Key>↓</Key> {keys.patient}
      </span>
      <span>
        <Key>Enter</Key> {keys.open}
      </span>
      {letterKeys && (
        <>
          <span>
            <Key>A</Key> {keys.agree}
          </span>
          <span>
            <Key>X</Key> {keys.other}
          </span>
        </>
      )}
      <span>
        <Key>Ctrl Z</Key> {keys.undone}
      </span>
      <span className={styles.rowOf}>{words.rowOf(row, of)}</span>
    </div>
  );
}

function hasTextSelected(): boolean {
  return (getSelection()?.toString() ?? '') !== '';
}
