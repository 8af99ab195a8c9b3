import { useEffect, useState } from 'react';
import type { PatientView, ResultView, ShownValue } from '#core/contract/patients-view.ts';
import type { FieldValue } from '#renderer/parts/fields/field-value.ts';
import { useLatest } from '#renderer/screens/patient/use-patient.ts';
import { call } from '#renderer/state/bridge.ts';
import { keep } from '#renderer/state/kept.ts';

type Values = Readonly<Record<string, ShownValue>>;

/** Values that are tried; the record stays as it is. */
export interface WhatIf {
  /** What differs from the record. */
  readonly values: Values;
  /** Inputs whose text nobody can read for sure: there is no result then. */
  readonly unreadable: readonly string[];
  /** Of these values; undefined until it has come, and where a text cannot be read. */
  readonly result: ResultView | undefined;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** Changes where fields must be drawn anew with the values as they are. */
  readonly generation: number;
  readonly change: (input: string, value: FieldValue) => void;
  readonly undo: () => void;
  readonly redo: () => void;
}

interface State {
  readonly of: PatientView;
  readonly values: Values;
  readonly unreadable: readonly string[];
  readonly before: readonly Values[];
  /** Undone, the next one last. */
  readonly after: readonly Values[];
  readonly result: ResultView | undefined;
  readonly generation: number;
}

export interface WhatIfControl {
  readonly whatIf: WhatIf | undefined;
  readonly start: () => void;
  readonly stop: () => void;
}

/** What if some values were others. Ends by itself where another patient is opened. */
export function useWhatIf(view: PatientView | undefined): WhatIfControl {
  const [state, setState] = useState<State | undefined>();
  const latest = useLatest();
  const current = state !== undefined && state.of === view ? state : undefined;
  const isTrying = current !== undefined && !isUnchanged(current);
  useEffect(() => {
    if (!isTrying) return undefined;
    keep({ trying: true });
    return () => keep({ trying: false });
  }, [isTrying]);
  const ask = (next: State): void => {
    setState({ ...next, result: isUnchanged(next) ? next.of.result : undefined });
    // also where nothing is asked: an answer under way is of other values
    latest(
      async () =>
        isUnchanged(next) || next.unreadable.length > 0
          ? undefined
          : call('patient-what-if', { row: next.of.row, values: { ...next.values } }),
      (result) => {
        if (result === undefined) return;
        setState((now) =>
          now?.of === next.of && now.values === next.values && now.unreadable.length === 0
            ? { ...now, result }
            : now,
        );
      },
    );
  };
  const change = (input: string, value: FieldValue): void => {
    if (current === undefined) return;
    const unreadable = current.unreadable.filter((name) => name !== input);
    if (value.kind === 'unreadable') {
      ask({ ...current, unreadable: [...unreadable, input] });
      return;
    }
    const record = current.of.inputs.find((found) => found.input === input)?.value ?? null;
    const { [input]: _, ...others } = current.values;
    const values = value.value === record ? others : { ...others, [input]: value.value };
    const isSame = (current.values[input] ?? record) === value.value;
    ask({
      ...current,
      values,
      unreadable,
      before: isSame ? current.before : [...current.before, current.values],
      after: isSame ? current.after : [],
    });
  };
  const undo = (): void => {
    if (current === undefined) return;
    // a text that nobody can read is no step: taking it back leaves the values as they are
    const isStep = current.unreadable.length === 0;
    ask({
      ...current,
      values: isStep ? (current.before.at(-1) ?? {}) : current.values,
      unreadable: [],
      before: isStep ? current.before.slice(0, -1) : current.before,
      after: isStep ? [...current.after, current.values] : current.after,
      generation: current.generation + 1,
    });
  };
  const redo = (): void => {
    const values = current?.after.at(-1);
    if (current === undefined || values === undefined) return;
    ask({
      ...current,
      values,
      unreadable: [],
      before: [...current.before, current.values],
      after: current.after.slice(0, -1),
      generation: current.generation + 1,
    });
  };
  return {
    whatIf: current && {
      ...current,
      canUndo: current.before.length > 0 || current.unreadable.length > 0,
      canRedo: current.after.length > 0,
      change,
      undo,
      redo,
    },
    start: () => {
      if (view !== undefined && view.problems.length === 0) {
        setState({
          of: view,
          values: {},
          unreadable: [],
          before: [],
          after: [],
          result: view.result,
          generation: 0,
        });
      }
    },
    stop: () => setState(undefined),
  };
}

function isUnchanged({ values, unreadable }: State): boolean {
  return Object.keys(values).length === 0 && unreadable.length === 0;
}
