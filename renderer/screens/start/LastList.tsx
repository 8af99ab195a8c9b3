import { Button } from '#renderer/parts/Button.tsx';
import { Notice } from '#renderer/parts/Notice.tsx';
import { ProgressLine } from '#renderer/parts/ProgressLine.tsx';
import { call } from '#renderer/state/bridge.ts';
import {
  goTo,
  refreshStart,
  setImported,
  setList,
  tellingFailures,
  useSession,
  useStart,
  withProgress,
} from '#renderer/state/session.ts';
import { useNumbers, useWords } from '#renderer/state/language.tsx';
import { startWords } from '#renderer/strings/start.ts';

/** The way back to the list that was open last, and how far it is while it is made again. */
export function LastList() {
  const words = useWords(startWords);
  const numbers = useNumbers();
  const { lastList } = useStart();
  const running = useSession(({ jobs }) => jobs > 0);
  const progress = useSession((value) => value.progress);
  if (running) return progress && <ProgressLine progress={progress} />;
  if (lastList === undefined) return undefined;
  return (
    <Notice
      kind="info"
      title={words.lastList(lastList.name, numbers.dateTime(lastList.readAt))}
      action={<Button onClick={() => void tellingFailures(goOn)}>{words.goOn}</Button>}
    >
      {words.lastListBody}
    </Notice>
  );
}

async function goOn(): Promise<void> {
  const list = await withProgress(() => call('list-reopen', {}));
  await refreshStart();
  setImported((await call('import', {})) ?? undefined);
  setList(list);
  if (list !== null) goTo({ screen: 'patients' });
}
