import type { Session } from 'electron';

/** Chromium fetches dictionaries for its spell checker: it is off, and knows no language and no place (D36). */
export function turnOffSpellChecker(session: Session): void {
  session.setSpellCheckerEnabled(false);
  // macOS has the system's own and no languages to set
  if (process.platform !== 'darwin') session.setSpellCheckerLanguages([]);
  session.setSpellCheckerDictionaryDownloadURL('https://nowhere.invalid/');
}
