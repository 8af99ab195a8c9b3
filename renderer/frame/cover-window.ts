import { forgetByHandDraft } from '#renderer/state/by-hand-draft.ts';
import { call } from '#renderer/state/bridge.ts';
import { session, setImported, setList } from '#renderer/state/session.ts';

/** Covers the window: after a time without use, on the key, or with the system's own lock. The log says so. */
export async function coverWindow(reason: 'idle' | 'key' | 'system'): Promise<void> {
  const { start, locked } = session.get();
  if (locked) return;
  session.set((value) => ({ ...value, locked: true }));
  await call('window-locked', { locked: true, reason });
  if (start?.settings.values.lockDoes !== 'close') return;
  await call('list-close', {});
  setList(null);
  setImported(undefined);
  forgetByHandDraft();
  session.set((value) => ({ ...value, place: { screen: 'start' } }));
}
