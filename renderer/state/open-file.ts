import type { FileRef } from '#core/contract/files.ts';
import { call } from '#renderer/state/bridge.ts';
import { goTo, setImported, tell } from '#renderer/state/session.ts';

/** Takes a file to the screen of its kind: exports to the import, bundles and trust files to the models. */
export async function openFile(file: FileRef): Promise<void> {
  switch (file.kind) {
    case 'export':
      setImported(await call('import-open', { file: file.token }));
      goTo({ screen: 'import' });
      return;
    case 'bundle':
      goTo({ screen: 'models', file: file.token });
      return;
    case 'folder':
      tell({ code: 'file-is-folder', message: file.name, about: { file: file.name } });
      return;
    case 'profile':
    case 'trust':
    case 'key':
    case 'key-copy':
    case 'other':
      tell({ code: 'file-kind-unknown', message: file.name, about: { file: file.name } });
      return;
    default:
      throw file.kind satisfies never;
  }
}

/** Asks for the file of a mapping, and reads an export by it. */
export async function chooseMapping(file: FileRef): Promise<void> {
  const profile = await call('file-choose', { kind: 'profile' });
  if (profile === null) return;
  setImported(await call('import-open', { file: file.token, profile: profile.token }));
}

/** Asks for a file with the system's dialog, and opens it. */
export async function chooseAndOpen(kind: 'export' | 'bundle'): Promise<void> {
  const file = await call('file-choose', { kind });
  if (file !== null) await openFile(file);
}
