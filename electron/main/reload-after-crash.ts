import type { BrowserWindow } from 'electron';

/** A page that ends this often within a minute is not brought back again. */
const mostReloads = 3;

/** Brings the page back where its process ended (D35). Nothing is uploaded, nothing of it is kept. */
export function reloadAfterCrash(window: BrowserWindow, giveUp: () => Promise<void>): void {
  let endedAt: number[] = [];
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    endedAt = [...endedAt.filter((time) => Date.now() - time < 60_000), Date.now()];
    if (endedAt.length > mostReloads) void giveUp();
    else window.webContents.reload();
  });
}
