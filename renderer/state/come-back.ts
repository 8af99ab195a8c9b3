import { call } from '#renderer/state/bridge.ts';
import { before, keep } from '#renderer/state/kept.ts';
import { session, setImported, tell, tellingFailures } from '#renderer/state/session.ts';

/** Keeps where the window is, for a page that has to be drawn anew. */
export function keepPlace(): void {
  session.subscribe(() => keep({ place: session.get().place }));
}

/**
 * Goes to where the page was whose process ended, and says so; what it lost, too. List, file and decisions are the host's.
 * Gives whether there was one.
 */
export async function comeBack(): Promise<boolean> {
  if (before?.place === undefined) return false;
  const { place, trying } = before;
  const imported = await tellingFailures(() => call('import', {}));
  if (imported !== null) setImported(imported);
  session.set((value) => ({ ...value, place }));
  keep({ trying: false });
  tell({ code: trying === true ? 'page-restarted-trying' : 'page-restarted', message: '' });
  return true;
}
