import type { Session } from 'electron';
import { development } from '#electron/main/development.ts';
import { pageOrigin } from '#electron/main/page-address.ts';
import type { Refused } from '#electron/main/rules/deny-navigation.ts';

/** Every request of a session but for a file of our own page is cancelled and counted (D33, behaviours 16). */
export function denyRequests(session: Session, refused: Refused): void {
  session.webRequest.onBeforeRequest(({ url, resourceType }, answer) => {
    const ours = isOwn(url, resourceType);
    if (!ours) refused(url, resourceType);
    answer({ cancel: !ours });
  });
}

function isOwn(url: string, resourceType: string): boolean {
  if (url.startsWith(`${pageOrigin}/`) || url.startsWith(`blob:${pageOrigin}/`)) return true;
  if (url.startsWith('data:')) return resourceType === 'image';
  return development?.isOwn(url) ?? false;
}
