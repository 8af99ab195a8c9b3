import type { Words } from '#renderer/strings/language.ts';

interface ByHandWords {
  readonly title: string;
  readonly body: string;
  readonly patient: string;
  readonly patientHelp: string;
  readonly compute: string;
  readonly clear: string;
  readonly noModel: string;
  readonly unreadable: (inputs: string) => string;
  readonly needed: (inputs: string) => string;
  readonly replaces: string;
}

export const byHandWords: Words<ByHandWords> = {
  nl: {
    title: 'Eén patiënt met de hand',
    body: 'Dezelfde controles als bij een export. Wat leeg blijft, ontbreekt; er wordt niets geraden.',
    patient: 'Patiëntnummer',
    patientHelp: 'Nodig voor het logboek.',
    compute: 'Bereken',
    clear: 'Leeg maken',
    noModel: 'Er is geen model in gebruik.',
    unreadable: (inputs) => `Nog niet zeker te lezen: ${inputs}.`,
    needed: (inputs) => `Zonder ${inputs} geeft het model geen advies.`,
    replaces: 'De lijst die nu open is wordt gesloten; wat ervan getoond is staat in het logboek.',
  },
  en: {
    title: 'One patient by hand',
    body: 'The same checks as for an export. What stays empty is missing; nothing is guessed.',
    patient: 'Patient number',
    patientHelp: 'Needed for the log.',
    compute: 'Compute',
    clear: 'Clear',
    noModel: 'No model is in use.',
    unreadable: (inputs) => `Cannot be read for sure yet: ${inputs}.`,
    needed: (inputs) => `Without ${inputs} the model gives no advice.`,
    replaces: 'The list that is open now is closed; what was shown of it is in the log.',
  },
  de: {
    title: 'Ein Patient von Hand',
    body: 'Dieselben Prüfungen wie bei einem Export. Was leer bleibt, fehlt; nichts wird geraten.',
    patient: 'Patientennummer',
    patientHelp: 'Nötig für das Protokoll.',
    compute: 'Berechnen',
    clear: 'Leeren',
    noModel: 'Kein Modell ist in Verwendung.',
    unreadable: (inputs) => `Noch nicht sicher zu lesen: ${inputs}.`,
    needed: (inputs) => `Ohne ${inputs} gibt das Modell keine Empfehlung.`,
    replaces: 'Die jetzt geöffnete Liste wird geschlossen; was davon gezeigt wurde, steht im Protokoll.',
  },
};
