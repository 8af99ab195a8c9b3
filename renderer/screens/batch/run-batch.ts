import type { BatchView } from '#core/contract/batch-view.ts';
import { call } from '#renderer/state/bridge.ts';
import { session, tellingFailures } from '#renderer/state/session.ts';

export function setBatch(batch: BatchView): void {
  session.set((value) =>
    value.start === undefined ? value : { ...value, start: { ...value.start, batch } },
  );
}

/** Goes on with an interrupted batch, or lets it be. */
export function runBatch(name: 'batch-resume' | 'batch-forget'): void {
  void tellingFailures(async () => setBatch(await call(name, {})));
}
