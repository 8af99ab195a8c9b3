import type { Words } from '#renderer/strings/language.ts';

export const balanceWords: Words<{ readonly closes: string; readonly open: string }> = {
  nl: { closes: 'sluit, geen regel verdwenen', open: 'De boeken sluiten niet. Gebruik dit resultaat niet.' },
  en: { closes: 'balances, no row was lost', open: 'The books do not balance. Do not use this result.' },
  de: {
    closes: 'geht auf, keine Zeile verschwunden',
    open: 'Die Bücher gehen nicht auf. Benutzen Sie dieses Ergebnis nicht.',
  },
};
