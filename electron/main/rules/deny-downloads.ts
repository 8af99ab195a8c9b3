import type { Session } from 'electron';
import type { Refused } from '#electron/main/rules/deny-navigation.ts';

/** Nothing is downloaded, also not what the page made itself: files leave through calls that are logged. */
export function denyDownloads(session: Session, refused: Refused): void {
  session.on('will-download', (event, item) => {
    event.preventDefault();
    refused(item.getURL(), 'download');
  });
}
