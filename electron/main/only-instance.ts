import { app } from 'electron';
import { development } from '#electron/main/development.ts';

/** Whether this is the only window of its data folder; a second one hands its file to the first by asking. */
export function isOnlyInstance(): boolean {
  if (app.requestSingleInstanceLock()) return true;
  if (development === undefined) return false;
  // main was built anew, and the one before it is ending
  for (let attempt = 0; attempt < 50; attempt += 1) {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
    if (app.requestSingleInstanceLock()) return true;
  }
  return false;
}
