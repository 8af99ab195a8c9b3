import { join } from 'node:path';
import type { Session, WebPreferences } from 'electron';

/** The walls around the page (checklist 2, 3, 4, 6, 8, 9, 10, 11). */
export function toPagePreferences(session: Session, developerTools: boolean): WebPreferences {
  return {
    session,
    preload: join(__dirname, '../preload/index.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    safeDialogs: true,
    autoplayPolicy: 'document-user-activation-required',
    devTools: developerTools,
  };
}
