import type { BatchView } from '#core/contract/batch-view.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { LogHealth } from '#core/contract/log-view.ts';
import type { ProgressView } from '#core/contract/progress.ts';

/** A command of the menu or of a key that the window's process owns. */
export type MenuCommand =
  'open' | 'print' | 'find' | 'palette' | 'help' | 'settings' | 'lock' | 'about' | 'undo' | 'redo';

/** What the window is told without having asked. */
export interface Events {
  progress: ProgressView;
  batch: BatchView;
  log: LogHealth;
  blocked: { readonly count: number };
  /** A file that was opened with this program while it runs. */
  'file-opened': FileRef;
  menu: { readonly command: MenuCommand };
  /** The host's process ended and was started anew; lists in memory are gone, the log has what was shown. */
  'host-restarted': { readonly reason: string };
  /** The model in use may not be used any more. */
  'model-stopped': { readonly ref: string; readonly code: string; readonly message: string };
  /** A person closes the window while a batch runs; `window-close` answers. */
  'close-asked': Readonly<Record<string, never>>;
  lock: { readonly locked: boolean };
}
export type EventName = keyof Events;
