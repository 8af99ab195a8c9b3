import type { BrowserWindow } from 'electron';

/** The system's print dialog. */
export function printPage(window: BrowserWindow): Promise<{ readonly printed: boolean }> {
  return new Promise((resolve) => {
    window.webContents.print({ printBackground: true, pageSize: 'A4' }, (printed) => resolve({ printed }));
  });
}
