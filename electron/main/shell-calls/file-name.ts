import { dialog, type BrowserWindow } from 'electron';
import type { Language } from '#core/bundle/fields.ts';
import { menuWords } from '#electron/main/menu-words.ts';

/** The system's own dialog for a new recovery copy of the site key. Gives its path, nothing where it was cancelled. */
export async function nameKeyCopy(window: BrowserWindow, language: Language): Promise<string | undefined> {
  const words = menuWords[language];
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.saveKeyCopy,
    defaultPath: 'visite-recovery-copy.key',
    filters: [{ name: words.keyFiles, extensions: ['key'] }],
    properties: ['dontAddToRecent'],
  });
  return canceled || filePath === '' ? undefined : filePath;
}
