import { powerMonitor, type BrowserWindow } from 'electron';

/** A log-out, a shutdown or a signal: nobody can be asked, and there is little time. */
export function whenSystemEnds(window: BrowserWindow, end: () => void): void {
  // after the application is ready: Chromium, which takes these for a person who closes the window, has its own until then
  for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, end);
  powerMonitor.on('shutdown', (event?: { preventDefault(): void }) => {
    event?.preventDefault();
    end();
  });
  window.on('session-end', end);
}
