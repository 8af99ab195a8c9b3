import { BrowserWindow, nativeTheme, type Session } from 'electron';
import { toPagePreferences } from '#electron/main/rules/page-preferences.ts';
import { toVisibleBounds, type KeptWindowState } from '#electron/main/window-state.ts';

const least = { width: 960, height: 600 };
const usual = { width: 1366, height: 768 };

/** The one window, on the page; shown when the page is ready to be seen. */
export function openWindow(
  session: Session,
  page: string,
  kept: KeptWindowState,
  developerTools: boolean,
): BrowserWindow {
  const bounds = toVisibleBounds(kept.value.bounds);
  const window = new BrowserWindow({
    ...(bounds ?? usual),
    minWidth: least.width,
    minHeight: least.height,
    show: false,
    title: 'Visite',
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      ...toPagePreferences(session, developerTools),
      zoomFactor: kept.value.zoomPercent / 100,
    },
  });
  if (kept.value.maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('page-title-updated', (event) => event.preventDefault());
  const keep = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return;
    kept.change({ bounds: window.getNormalBounds(), maximized: window.isMaximized() });
  };
  window.on('resized', keep);
  window.on('moved', keep);
  window.on('close', keep);
  void window.loadURL(page);
  return window;
}
