import { pageAddress } from '#electron/main/page-address.ts';
import type { App, WebContents } from 'electron';

/** Told what was refused. */
export type Refused = (address: string, what: string) => void;

/**
 * No page goes anywhere, opens a window or holds another page (checklist 12, 13, 14; D40). Holds for everything that
 * will ever show a page in this application, whoever makes it.
 */
export function denyNavigation(app: App, refused: Refused): void {
  app.on('web-contents-created', (_event, contents) => denyFor(contents, refused));
}

function denyFor(contents: WebContents, refused: Refused): void {
  contents.on('will-navigate', (event, address) => {
    event.preventDefault();
    refused(address, 'navigation');
  });
  contents.on('will-redirect', (event, address) => {
    event.preventDefault();
    refused(address, 'redirect');
  });
  contents.on('will-frame-navigate', (event) => {
    event.preventDefault();
    refused(event.url, 'frame');
  });
  // a page may go to about:blank without asking; it comes back
  contents.on('did-navigate', (_event, address) => {
    if (address !== 'about:blank') return;
    refused(address, 'navigation');
    void contents.loadURL(pageAddress);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refused('webview:', 'webview');
  });
  contents.setWindowOpenHandler(({ url }) => {
    refused(url, 'window');
    return { action: 'deny' };
  });
  contents.on('select-bluetooth-device', (event, _devices, choose) => {
    event.preventDefault();
    choose('');
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}
