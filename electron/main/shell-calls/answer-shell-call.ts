import type { Zoom } from '#electron/main/zoom.ts';
import { clipboard, shell, type BrowserWindow } from 'electron';
import type { Language } from '#core/bundle/fields.ts';
import type { BatchAtClose, CallArguments, CallResults, ShellCall } from '#core/contract/calls.ts';
import type { Answer } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { BlockedRequests } from '#electron/main/blocked-requests.ts';
import { copyPicture } from '#electron/main/shell-calls/copy-picture.ts';
import { chooseFile } from '#electron/main/shell-calls/file-choose.ts';
import { nameKeyCopy } from '#electron/main/shell-calls/file-name.ts';
import { printPage } from '#electron/main/shell-calls/print-page.ts';
import { printPdf } from '#electron/main/shell-calls/print-pdf.ts';

/** What these calls need of the process that has the window. */
export interface ShellContext {
  readonly window: BrowserWindow;
  readonly language: () => Language;
  readonly blocked: BlockedRequests;
  /** A token of the host for a path. */
  readonly toFileRef: (path: string, as: FileRef['kind']) => Promise<Answer<FileRef>>;
  readonly toFolder: (which: CallArguments<'folder-show'>['which']) => Promise<Answer<string>>;
  readonly setLanguage: (language: Language) => void;
  readonly zoom: Pick<Zoom, 'set' | 'percent'>;
  readonly close: (batch: BatchAtClose | undefined) => void;
}

type ShellAnswers = {
  readonly [Name in ShellCall]: (
    args: CallArguments<Name>,
    context: ShellContext,
  ) => Promise<Answer<CallResults[Name]>>;
};

/** Answers a call whose name and arguments were checked. */
export async function answerShellCall(
  name: ShellCall,
  args: unknown,
  context: ShellContext,
): Promise<Answer<unknown>> {
  // safe: arguments were checked against the schema of this name
  const answer = answers[name] as (args: unknown, context: ShellContext) => Promise<Answer<unknown>>;
  try {
    return await answer(args, context);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ok: false, failure: { code: `${name}-failed`, message } };
  }
}

const answers: ShellAnswers = {
  'file-choose': async ({ kind }, { window, language, toFileRef }) => {
    const path = await chooseFile(window, language(), kind);
    return path === undefined ? done(null) : await toFileRef(path, kind);
  },
  'file-name': async (_args, { window, language, toFileRef }) => {
    const path = await nameKeyCopy(window, language());
    return path === undefined ? done(null) : await toFileRef(path, 'key-copy');
  },
  'blocked-requests': async (_args, { blocked }) => done(blocked.view),
  'print-pdf': async ({ title }, { window, language }) => done(await printPdf(window, language(), title)),
  print: async (_args, { window }) => done(await printPage(window)),
  copy: async ({ text }) => {
    await clipboard.writeText(text);
    return done(null);
  },
  'copy-picture': async ({ png }) => {
    await copyPicture(Buffer.from(png, 'base64'));
    return done(null);
  },
  zoom: async ({ percent }, { zoom }) => {
    if (percent !== undefined) zoom.set(percent);
    return done({ percent: zoom.percent });
  },
  'language-set': async ({ language }, { setLanguage }) => {
    setLanguage(language);
    return done(null);
  },
  'folder-show': async ({ which }, { toFolder }) => {
    const folder = await toFolder(which);
    if (!folder.ok) return folder;
    const problem = await shell.openPath(folder.value);
    if (problem === '') return done(null);
    return { ok: false, failure: { code: 'folder-show-failed', message: problem } };
  },
  'window-close': async ({ batch }, { close }) => {
    close(batch);
    return done(null);
  },
};

function done<Value>(value: Value): Answer<Value> {
  return { ok: true, value };
}
