import { useSyncExternalStore } from 'react';
import type { ImportView } from '#core/contract/import-view.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { DecisionView, ListView } from '#core/contract/patients-view.ts';
import type { ProgressView } from '#core/contract/progress.ts';
import type { StartView } from '#core/contract/start-view.ts';
import { call, CallError, on } from '#renderer/state/bridge.ts';
import { isTrying } from '#renderer/state/kept.ts';
import type { Place } from '#renderer/state/place.ts';
import { makeStore } from '#renderer/state/store.ts';

/** What the window knows. Everything in it came from the host. */
export interface Session {
  readonly start: StartView | undefined;
  readonly place: Place;
  readonly list: ListView | null;
  readonly imported: ImportView | undefined;
  readonly progress: ProgressView | undefined;
  /** Jobs that were asked for and are not over: what the host tells of one that is over came late. */
  readonly jobs: number;
  readonly blocked: number;
  /** What last went wrong and has to be said, until it is read. */
  readonly failure: Failure | undefined;
  readonly locked: boolean;
  /** A person closes the window while a batch runs. */
  readonly closing: boolean;
}

export const session = makeStore<Session>({
  start: undefined,
  place: { screen: 'start' },
  list: null,
  imported: undefined,
  progress: undefined,
  jobs: 0,
  blocked: 0,
  failure: undefined,
  locked: false,
  closing: false,
});

/** What `select` takes of the session; the component is drawn again where that changes. */
export function useSession<Part>(select: (value: Session) => Part): Part {
  return useSyncExternalStore(session.subscribe, () => select(session.get()));
}

/** The host's view of the program. Only inside the frame, which is drawn once it is known. */
export function useStart(): StartView {
  const start = useSession((value) => value.start);
  if (start === undefined) throw new Error('the start is known inside the frame');
  return start;
}

export function goTo(place: Place): void {
  session.set((value) => ({ ...value, place, failure: undefined }));
}

export function setStart(start: StartView): void {
  session.set((value) => ({ ...value, start }));
}

export function setImported(imported: ImportView | undefined): void {
  session.set((value) => ({ ...value, imported }));
}

export function setList(list: ListView | null): void {
  session.set((value) => ({ ...value, list }));
}

/** Asks the host for something that takes its time. Its progress is shown until it is over. */
export async function withProgress<Value>(work: () => Promise<Value>): Promise<Value> {
  session.set((value) => ({ ...value, jobs: value.jobs + 1, progress: undefined }));
  try {
    return await work();
  } finally {
    session.set((value) => ({ ...value, jobs: value.jobs - 1, progress: undefined }));
  }
}

export function setClosing(closing: boolean): void {
  session.set((value) => ({ ...value, closing }));
}

export function setDecision(row: number, decision: DecisionView | null): void {
  session.set((value) => {
    if (value.list === null) return value;
    const { [row]: _, ...others } = value.list.decisions;
    const decisions = decision === null ? others : { ...others, [row]: decision };
    return { ...value, list: { ...value.list, decisions } };
  });
}

export function tell(failure: Failure | undefined): void {
  session.set((value) => ({ ...value, failure }));
}

/** Runs something that asks the host; a refusal is told in the frame. Gives undefined then. */
export async function tellingFailures<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    tell(error.failure);
    return undefined;
  }
}

/** Asks for the start anew, such as after a model was installed. */
export async function refreshStart(): Promise<void> {
  const start = await tellingFailures(() => call('start', {}));
  if (start !== undefined) setStart(start);
}

/** Listens to the host for as long as the window lives. */
export function listen(): void {
  on('progress', (progress) => session.set((value) => (value.jobs > 0 ? { ...value, progress } : value)));
  on('blocked', ({ count }) => session.set((value) => ({ ...value, blocked: count })));
  on('batch', (batch) => session.set((value) => withStart(value, { batch })));
  on('log', (log) => session.set((value) => withStart(value, { log })));
  on('close-asked', () => setClosing(true));
  on('model-stopped', ({ ref, code, message }) => {
    tell({ code, message: `${ref}: ${message}` });
    void refreshStart();
  });
  on('host-restarted', () => void afterHost());
}

/** The host ended and another took its place, which makes the list again; what it cannot make again is said. */
async function afterHost(): Promise<void> {
  const { place, list, imported } = session.get();
  const had = { list: list !== null && !list.byHand, trying: isTrying() };
  const meanwhile = withoutHost(place);
  session.set((value) => ({ ...value, list: null, imported: undefined, place: meanwhile }));
  tell({ code: had.list ? 'host-restarted-again' : 'host-restarted', message: '' });
  await refreshStart();
  if (!had.list) return;
  const again = await tellingFailures(() => withProgress(() => call('list-reopen', {})));
  if (again === undefined) return;
  await refreshStart();
  const open = imported === undefined ? null : await tellingFailures(() => call('import', {}));
  // who went elsewhere meanwhile stays there
  session.set((value) => ({
    ...value,
    list: again,
    imported: open ?? undefined,
    place: value.place === meanwhile ? place : value.place,
  }));
  tell({ code: had.trying ? 'host-restarted-trying' : 'host-restarted-list', message: '' });
}

/** Where one can be while there is neither list nor file. */
function withoutHost(place: Place): Place {
  switch (place.screen) {
    case 'import':
    case 'patients':
    case 'patient':
    case 'compare':
    case 'by-hand':
      return { screen: 'start' };
    case 'models':
      return { screen: 'models', ...(place.ref === undefined ? {} : { ref: place.ref }) };
    default:
      return place;
  }
}

function withStart(value: Session, part: Partial<StartView>): Session {
  return value.start === undefined ? value : { ...value, start: { ...value.start, ...part } };
}
