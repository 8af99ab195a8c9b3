import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Bridge } from '#core/contract/bridge.ts';
import { channels } from '#electron/main/channels.ts';

// one for each kind of event and each part of a screen with keys: more than the ten that are taken for a leak
ipcRenderer.setMaxListeners(50);

/** The one thing that the page gets; it can be neither changed nor added to. */
const bridge = {
  call: (name, args) => ipcRenderer.invoke(channels.call, name, args),
  on: (name, listener) => {
    const hear = (_event: unknown, told: unknown, event: unknown) => {
      // safe: the window's process sends an event under its own name
      if (told === name) listener(event as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(channels.event, hear);
    return () => void ipcRenderer.off(channels.event, hear);
  },
  registerFiles: (files) => ipcRenderer.invoke(channels.files, files.map(toPath)),
} satisfies Bridge;

contextBridge.exposeInMainWorld('visite', bridge);

// what the page's own policy refused never reaches the session's rules; `inline`, `eval` and such ask for no address
window.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
  if (!/^[a-z][a-z0-9+.-]*(:|$)/.test(blockedURI) || notAddresses.includes(blockedURI)) return;
  ipcRenderer.send(channels.refused, blockedURI.slice(0, 2048), effectiveDirective.slice(0, 64));
});

const notAddresses = ['inline', 'eval', 'wasm-eval', 'trusted-types-policy', 'trusted-types-sink'];

/** The path of a file that a person dropped, pasted or chose; empty for one that a page made. */
function toPath(file: object): string {
  // safe: anything that is no file throws or has no path
  if (webUtils !== undefined) return webUtils.getPathForFile(file as File);
  const { path } = file as { readonly path?: unknown };
  return typeof path === 'string' && seen.has(path) ? path : '';
}

/** Before Electron 32 a page could give anything that has a path: only files that came with an event are taken. */
const seen = new Set<string>();
if (webUtils === undefined) {
  const see = (files: FileList | null | undefined) => {
    for (const file of files ?? []) seen.add((file as File & { readonly path: string }).path);
  };
  window.addEventListener('drop', ({ dataTransfer }) => see(dataTransfer?.files), true);
  window.addEventListener('paste', ({ clipboardData }) => see(clipboardData?.files), true);
  window.addEventListener('change', ({ target }) => see((target as HTMLInputElement | null)?.files), true);
}
