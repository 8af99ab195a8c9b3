import { useCallback, useEffect, useRef, useState } from 'react';
import type { PatientView, WhyView } from '#core/contract/patients-view.ts';
import { call } from '#renderer/state/bridge.ts';
import { tellingFailures } from '#renderer/state/session.ts';

/**
 * A patient as the host has it. While the next one comes the last stays as a whole, so that no number ever stands beside
 * another patient's name; an answer that comes too late is dropped.
 */
export function usePatient(row: number): PatientView | undefined {
  const [view, setView] = useState<PatientView | undefined>();
  const wanted = useRef(row);
  useEffect(() => {
    wanted.current = row;
    void tellingFailures(async () => {
      const opened = await call('patient-open', { row });
      if (wanted.current === row) setView(opened);
    });
  }, [row]);
  return view;
}

/** Why the difference is as it is: asked after the patient is on screen. */
export function useWhy(view: PatientView | undefined): WhyView | undefined {
  const [why, setWhy] = useState<{ readonly of: PatientView; readonly why: WhyView } | undefined>();
  const isAsked = view?.result.outputs !== undefined && view.result.advice.state !== 'no-recommendation';
  useEffect(() => {
    if (view === undefined || !isAsked) return undefined;
    let isOver = false;
    const timer = setTimeout(() => {
      void tellingFailures(async () => {
        const found = await call('patient-why', { row: view.row });
        if (!isOver) setWhy({ of: view, why: found });
      });
    }, whyDelayMs);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [view, isAsked]);
  return why !== undefined && why.of === view ? why.why : undefined;
}

/** Who goes through patients with a key held down does not ask why of each. */
const whyDelayMs = 60;

/** Something that runs one after the other; only the answer to the last one counts. */
export function useLatest(): <Value>(work: () => Promise<Value>, take: (value: Value) => void) => void {
  const turn = useRef(0);
  return useCallback((work, take) => {
    const own = (turn.current += 1);
    void tellingFailures(async () => {
      const value = await work();
      if (turn.current === own) take(value);
    });
  }, []);
}
