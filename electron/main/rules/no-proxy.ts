import type { Session } from 'electron';
import { development } from '#electron/main/development.ts';
import { nowhere } from '#electron/main/rules/silent-switches.ts';

/** What would go out of a session goes to a proxy that does not exist; the system's own proxies are never asked. */
export async function sendNowhere(session: Session): Promise<void> {
  const proxyBypassRules = ['<-loopback>', ...(development === undefined ? [] : [development.proxyBypass])];
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: nowhere,
    proxyBypassRules: proxyBypassRules.join(';'),
  });
}
