import type { Draft } from '#core/audit/draft.ts';
import type { Head } from '#host/store/audit-log.ts';

/** The log as a run writes to it; durable when it returns, or when the promise is kept. @throws LogError */
export interface RunLog {
  append(drafts: readonly Draft[]): Head | Promise<Head>;
  appendAside(drafts: readonly Draft[]): Promise<Head>;
}
