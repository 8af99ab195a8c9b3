import { renameSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '#core/bundle/fields.ts';
import { menuWords } from '#electron/main/menu-words.ts';

/** Writes what the window shows for print as a tagged PDF of A4 pages; nothing where the dialog was cancelled. */
export async function printPdf(
  window: BrowserWindow,
  language: Language,
  title: string,
): Promise<{ readonly name: string; readonly folder: string } | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: menuWords[language].savePdf,
    defaultPath: `${toFileName(title)}.pdf`,
    filters: [{ name: 'PDF', extensions: ['pdf'] }],
    properties: ['dontAddToRecent', 'showOverwriteConfirmation'],
  });
  if (canceled || filePath === '') return null;
  const pdf = await window.webContents.printToPDF({
    pageSize: 'A4',
    printBackground: true,
    preferCSSPageSize: true,
    generateTaggedPDF: true,
    generateDocumentOutline: false,
  });
  writeFileSync(`${filePath}.partial`, pdf, { mode: 0o600 });
  renameSync(`${filePath}.partial`, filePath);
  return { name: basename(filePath), folder: dirname(filePath) };
}

/** Of a title whatever every system takes in a file name. */
function toFileName(title: string): string {
  const name = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N} ._-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 80)
    .replace(/^\.+|[. ]+$/g, '');
  return name === '' ? 'Visite' : name;
}
