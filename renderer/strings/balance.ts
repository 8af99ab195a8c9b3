import type { Words } from '#renderer/strings/language.ts';

interface BalanceWords {
  readonly closes: string;
  readonly open: string;
  readonly todo: string;
}

export const balanceWords: Words<BalanceWords> = {
  nl: {
    closes: 'sluit, geen regel verdwenen',
    open: 'De boeken sluiten niet. Gebruik dit resultaat niet.',
    todo: 'Lees het bestand opnieuw in. Blijft het zo, geef dan het diagnosebestand (Instellingen) aan uw ICT-afdeling.',
  },
  en: {
    closes: 'balances, no row was lost',
    open: 'The books do not balance. Do not use this result.',
    todo: 'Read the file again. If it stays like this, give the diagnostic file (Settings) to your IT department.',
  },
  de: {
    closes: 'geht auf, keine Zeile verschwunden',
    open: 'Die Bücher gehen nicht auf. Benutzen Sie dieses Ergebnis nicht.',
    todo: 'Lesen Sie die Datei erneut ein. Bleibt es so, geben Sie die Diagnosedatei (Einstellungen) Ihrer IT-Abteilung.',
  },
};
