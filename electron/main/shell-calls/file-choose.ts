import { dialog, type BrowserWindow, type FileFilter } from 'electron';
import type { Language } from '#core/bundle/fields.ts';
import type { CallArguments } from '#core/contract/calls.ts';
import { menuWords } from '#electron/main/menu-words.ts';

type Kind = CallArguments<'file-choose'>['kind'];

/** The system's own dialog for one file or folder. Gives its path, nothing where it was cancelled. */
export async function chooseFile(
  window: BrowserWindow,
  language: Language,
  kind: Kind,
): Promise<string | undefined> {
  const words = menuWords[language];
  const any: FileFilter = { name: words.allFiles, extensions: ['*'] };
  const filters = {
    export: [
      {
        name: words.exports,
        extensions: ['csv', 'tsv', 'txt', 'xlsx', 'xlsb', 'xls', 'ods', 'json', 'ndjson', 'parquet', 'arrow'],
      },
      any,
    ],
    bundle: [{ name: words.bundles, extensions: ['visite'] }, any],
    profile: [{ name: words.profiles, extensions: ['json'] }, any],
    trust: [{ name: words.trustFiles, extensions: ['json'] }, any],
    key: [{ name: words.keyFiles, extensions: ['pem', 'key'] }, any],
    folder: [],
  } satisfies Record<Kind, FileFilter[]>;
  const titles = {
    export: words.chooseExport,
    bundle: words.chooseBundle,
    profile: words.chooseProfile,
    trust: words.chooseTrust,
    key: words.chooseKey,
    folder: words.chooseFolder,
  } satisfies Record<Kind, string>;
  const { canceled, filePaths } = await dialog.showOpenDialog(window, {
    title: titles[kind],
    filters: filters[kind],
    properties: [kind === 'folder' ? 'openDirectory' : 'openFile', 'dontAddToRecent'],
  });
  return canceled ? undefined : filePaths[0];
}
