import type { Words } from '#renderer/strings/language.ts';

interface ClosingWords {
  readonly title: string;
  readonly done: (rows: string, total: string) => string;
  readonly checking: string;
  readonly explain: string;
  readonly explainAnew: string;
  readonly stay: string;
  readonly leave: string;
  readonly leaveAnew: string;
  readonly discard: string;
}

/** The question of a window that is closed while a batch runs. */
export const closingWords: Words<ClosingWords> = {
  nl: {
    title: 'Er loopt een batch',
    done: (rows, total) => `${rows} van ${total} regels zijn klaar.`,
    checking: 'De export wordt nog gecontroleerd.',
    explain: 'Wie later verdergaat, krijgt hetzelfde resultaat als zonder onderbreking.',
    explainAnew: 'Later begint deze batch van voren af aan; er is nog niets om op verder te gaan.',
    stay: 'Laten doorlopen',
    leave: 'Nu stoppen, bij de volgende start verder',
    leaveAnew: 'Nu stoppen, bij de volgende start opnieuw',
    discard: 'Stoppen en weggooien',
  },
  en: {
    title: 'A batch is running',
    done: (rows, total) => `${rows} of ${total} rows are done.`,
    checking: 'The export is still being checked.',
    explain: 'Going on later gives the same result as a run without a break.',
    explainAnew: 'Later this batch begins anew; there is nothing yet to go on from.',
    stay: 'Keep it running',
    leave: 'Stop now, go on at the next start',
    leaveAnew: 'Stop now, begin anew at the next start',
    discard: 'Stop and discard it',
  },
  de: {
    title: 'Ein Stapel läuft',
    done: (rows, total) => `${rows} von ${total} Zeilen sind fertig.`,
    checking: 'Der Export wird noch geprüft.',
    explain: 'Wer später fortfährt, bekommt dasselbe Ergebnis wie ohne Unterbrechung.',
    explainAnew: 'Später beginnt dieser Stapel von vorn; es gibt noch nichts, wovon er fortfahren könnte.',
    stay: 'Weiterlaufen lassen',
    leave: 'Jetzt anhalten, beim nächsten Start fortfahren',
    leaveAnew: 'Jetzt anhalten, beim nächsten Start neu beginnen',
    discard: 'Anhalten und verwerfen',
  },
};
