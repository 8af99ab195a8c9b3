import { MantineProvider } from '@mantine/core';
import { useEffect } from 'react';
import { coverWindow } from '#renderer/frame/cover-window.ts';
import { Frame } from '#renderer/frame/Frame.tsx';
import { Starting } from '#renderer/frame/Starting.tsx';
import { call } from '#renderer/state/bridge.ts';
import { comeBack, keepPlace } from '#renderer/state/come-back.ts';
import { LanguageProvider } from '#renderer/state/language.tsx';
import { openFile } from '#renderer/state/open-file.ts';
import { on } from '#renderer/state/bridge.ts';
import { listen, refreshStart, session, tell, tellingFailures, useSession } from '#renderer/state/session.ts';
import { toLanguage } from '#renderer/strings/language.ts';
import { theme } from '#renderer/theme/theme.ts';

/** The window. */
export function App() {
  const start = useSession((value) => value.start);
  const language = toLanguage(start?.settings.values.language ?? 'system', navigator.languages);
  const scheme = start?.settings.values.theme ?? 'system';
  useEffect(() => {
    listen();
    on('lock', () => void tellingFailures(() => coverWindow('system')));
    on('file-opened', (file) => void tellingFailures(() => openFile(file)));
    keepPlace();
    void begin();
  }, []);
  useEffect(() => {
    document.documentElement.lang = language;
    void tellingFailures(() => call('language-set', { language }));
  }, [language]);
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      {...(scheme === 'system' ? {} : { forceColorScheme: scheme })}
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <LanguageProvider language={language}>
        {start === undefined ? <Starting begin={begin} /> : <Frame />}
      </LanguageProvider>
    </MantineProvider>
  );
}

/** Asks for the start; where it is given, goes to where the window was, or to what it was opened with. */
async function begin(): Promise<void> {
  tell(undefined);
  await refreshStart();
  if (session.get().start !== undefined && !(await comeBack())) await openWhatWasNamed();
}

/** The file that the program was started with, such as by a double click. */
async function openWhatWasNamed(): Promise<void> {
  const opened = session.get().start?.opened;
  if (opened !== undefined) await tellingFailures(() => openFile(opened));
}
