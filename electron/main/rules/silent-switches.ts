import { app } from 'electron';
import { development } from '#electron/main/development.ts';

/**
 * Before the application is ready: Chromium's own errands are off, and where one is left, it finds no resolver and no
 * proxy (behaviours 16, D31, D32).
 */
export function applySilentSwitches(): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-client-side-phishing-detection',
    'disable-sync',
    'disable-default-apps',
    'disable-breakpad',
    'no-pings',
    'no-first-run',
    'no-experiments',
    'dns-prefetch-disable',
  ])
    app.commandLine.appendSwitch(name);
  const hostRules = ['MAP * ~NOTFOUND', ...(development === undefined ? [] : [development.hostRule])];
  app.commandLine.appendSwitch('host-resolver-rules', hostRules.join(', '));
  app.commandLine.appendSwitch('proxy-server', nowhere);
  app.commandLine.appendSwitch('proxy-bypass-list', '<-loopback>');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  app.commandLine.appendSwitch(
    'disable-features',
    [
      'AutofillServerCommunication',
      'CertificateTransparencyComponentUpdater',
      'DnsOverHttps',
      'MediaRouter',
      'NetworkTimeServiceQuerying',
      'OptimizationHints',
      'SpareRendererForSitePerProcess',
      'Translate',
      'WebOTP',
    ].join(','),
  );
}

/** A name that RFC 6761 keeps from ever resolving, and the port of discard. */
export const nowhere = 'http://nowhere.invalid:9';
