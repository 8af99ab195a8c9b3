import type { App } from 'electron';
import { denyDownloads } from '#electron/main/rules/deny-downloads.ts';
import type { Refused } from '#electron/main/rules/deny-navigation.ts';
import { denyPermissions } from '#electron/main/rules/deny-permissions.ts';
import { denyRequests } from '#electron/main/rules/deny-requests.ts';
import { sendNowhere } from '#electron/main/rules/no-proxy.ts';
import { turnOffSpellChecker } from '#electron/main/rules/no-spell-checker.ts';

/** Before the application is ready: whatever session is ever made has all rules, before it shows anything. */
export function ruleEverySession(app: App, refused: Refused): void {
  app.on('session-created', (session) => {
    turnOffSpellChecker(session);
    denyPermissions(session);
    denyRequests(session, refused);
    denyDownloads(session, refused);
    void sendNowhere(session);
  });
}
