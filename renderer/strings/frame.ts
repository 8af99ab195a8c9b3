import type { Words } from '#renderer/strings/language.ts';

interface FrameWords {
  readonly start: string;
  readonly import: string;
  readonly patients: string;
  readonly compare: string;
  readonly batch: string;
  readonly log: string;
  readonly models: string;
  readonly settings: string;
  readonly about: string;
  readonly help: string;
  readonly screens: string;
  readonly openFile: string;
  readonly byHand: string;
  readonly noModel: string;
  readonly researchOnly: string;
  readonly demo: string;
  readonly intendedFor: string;
  readonly otherLanguage: (language: string) => string;
  readonly search: string;
  readonly signatureValid: string;
  readonly signedAndReleased: string;
  readonly blocked: (count: string) => string;
  readonly blockedNone: string;
  readonly logSound: (lines: string) => string;
  readonly logUnchecked: (lines: string) => string;
  readonly logBroken: (line: string) => string;
  readonly perPatient: (ms: string) => string;
  readonly starting: string;
  readonly startingBody: string;
  readonly tryAgain: string;
  readonly close: string;
  readonly cancel: string;
  readonly yes: string;
  readonly locked: string;
  readonly lockedBody: string;
  readonly unlock: string;
  readonly rows: (rows: string) => string;
  readonly rate: (rows: string) => string;
  readonly left: (seconds: string) => string;
  readonly phase: Readonly<Record<'reading' | 'checking' | 'scoring' | 'writing' | 'verifying', string>>;
  readonly drop: Readonly<Record<'one' | 'several' | 'wrong', string>>;
  readonly setByOrganisation: string;
}

export const frameWords: Words<FrameWords> = {
  nl: {
    start: 'Start',
    import: 'Import',
    patients: 'Patiënten',
    compare: 'Vergelijken',
    batch: 'Batch',
    log: 'Logboek',
    models: 'Modellen',
    settings: 'Instellingen',
    about: 'Over Visite',
    help: 'Hulp',
    screens: 'Schermen',
    openFile: 'Bestand openen',
    byHand: 'Eén patiënt invoeren',
    noModel: 'Geen model in gebruik',
    researchOnly: 'Alleen voor onderzoek',
    demo: 'Demonstratie',
    intendedFor: 'Bedoeld voor',
    otherLanguage: (language) => `teksten van het model in het ${language}`,
    search: 'Zoek of doe',
    signatureValid: 'handtekening van de uitgever geldig',
    signedAndReleased: 'uitgever en ziekenhuis ondertekend, geldig',
    blocked: (count) => `${count} ${count === '1' ? 'netwerkverzoek' : 'netwerkverzoeken'} geblokkeerd`,
    blockedNone: 'geen netwerkverzoeken',
    logSound: (lines) => `Logboek sluitend, ${lines} regels`,
    logUnchecked: (lines) => `Logboek, ${lines} regels, nog niet gecontroleerd`,
    logBroken: (line) => `Logboek breekt bij regel ${line}`,
    perPatient: (ms) => `${ms} ms per patiënt`,
    starting: 'Het logboek wordt geopend.',
    startingBody: 'Vraagt dit systeem om het wachtwoord van de sleutelbos? Geef het daar.',
    tryAgain: 'Opnieuw proberen',
    close: 'Sluiten',
    cancel: 'Afbreken',
    yes: 'Ja',
    locked: 'Afgedekt',
    lockedBody: 'Het venster is afgedekt: de gegevens zijn niet te zien.',
    unlock: 'Verder als',
    rows: (rows) => `${rows} regels`,
    rate: (rows) => `${rows} per seconde`,
    left: (seconds) => `nog ${seconds} s`,
    phase: {
      reading: 'Lezen',
      checking: 'Controleren',
      scoring: 'Rekenen',
      writing: 'Schrijven',
      verifying: 'Controleren',
    },
    drop: {
      one: 'Loslaten: een export wordt gelezen, een model gecontroleerd. Er wordt niets geïnstalleerd.',
      several: 'Eén bestand tegelijk. Bij loslaten wordt niets geopend.',
      wrong:
        'Dit is geen export en geen model. Visite leest .csv, .txt, .xlsx, .xls, .ods, .json, .ndjson, .parquet, .arrow en .visite.',
    },
    setByOrganisation: 'Ingesteld door uw organisatie',
  },
  en: {
    start: 'Start',
    import: 'Import',
    patients: 'Patients',
    compare: 'Compare',
    batch: 'Batch',
    log: 'Log',
    models: 'Models',
    settings: 'Settings',
    about: 'About Visite',
    help: 'Help',
    screens: 'Screens',
    openFile: 'Open a file',
    byHand: 'Enter one patient',
    noModel: 'No model in use',
    researchOnly: 'For research use only',
    demo: 'Demonstration',
    intendedFor: 'Intended for',
    otherLanguage: (language) => `texts of the model in ${language}`,
    search: 'Search or do',
    signatureValid: "publisher's signature valid",
    signedAndReleased: 'signed by publisher and hospital, valid',
    blocked: (count) => `${count} network ${count === '1' ? 'request' : 'requests'} blocked`,
    blockedNone: 'no network requests',
    logSound: (lines) => `Log intact, ${lines} lines`,
    logUnchecked: (lines) => `Log, ${lines} lines, not checked yet`,
    logBroken: (line) => `Log breaks at line ${line}`,
    perPatient: (ms) => `${ms} ms per patient`,
    starting: 'The log is being opened.',
    startingBody: 'Does this system ask for the password of its store of keys? Give it there.',
    tryAgain: 'Try again',
    close: 'Close',
    cancel: 'Cancel',
    yes: 'Yes',
    locked: 'Covered',
    lockedBody: 'The window is covered: no data can be seen.',
    unlock: 'Continue as',
    rows: (rows) => `${rows} rows`,
    rate: (rows) => `${rows} per second`,
    left: (seconds) => `${seconds} s left`,
    phase: {
      reading: 'Reading',
      checking: 'Checking',
      scoring: 'Computing',
      writing: 'Writing',
      verifying: 'Checking',
    },
    drop: {
      one: 'Drop it: an export is read, a model is checked. Nothing is installed.',
      several: 'One file at a time. When these are dropped, nothing is opened.',
      wrong:
        'This is no export and no model. Visite reads .csv, .txt, .xlsx, .xls, .ods, .json, .ndjson, .parquet, .arrow and .visite.',
    },
    setByOrganisation: 'Set by your organisation',
  },
  de: {
    start: 'Start',
    import: 'Import',
    patients: 'Patienten',
    compare: 'Vergleichen',
    batch: 'Stapel',
    log: 'Protokoll',
    models: 'Modelle',
    settings: 'Einstellungen',
    about: 'Über Visite',
    help: 'Hilfe',
    screens: 'Ansichten',
    openFile: 'Datei öffnen',
    byHand: 'Einen Patienten eingeben',
    noModel: 'Kein Modell in Verwendung',
    researchOnly: 'Nur für Forschungszwecke',
    demo: 'Demonstration',
    intendedFor: 'Bestimmt für',
    otherLanguage: (language) => `Texte des Modells auf ${language}`,
    search: 'Suchen oder ausführen',
    signatureValid: 'Signatur des Herausgebers gültig',
    signedAndReleased: 'von Herausgeber und Krankenhaus signiert, gültig',
    blocked: (count) => `${count} ${count === '1' ? 'Netzwerkanfrage' : 'Netzwerkanfragen'} blockiert`,
    blockedNone: 'keine Netzwerkanfragen',
    logSound: (lines) => `Protokoll lückenlos, ${lines} Zeilen`,
    logUnchecked: (lines) => `Protokoll, ${lines} Zeilen, noch nicht geprüft`,
    logBroken: (line) => `Protokoll bricht bei Zeile ${line}`,
    perPatient: (ms) => `${ms} ms pro Patient`,
    starting: 'Das Protokoll wird geöffnet.',
    startingBody: 'Fragt dieses System nach dem Passwort des Schlüsselbunds? Geben Sie es dort ein.',
    tryAgain: 'Erneut versuchen',
    close: 'Schließen',
    cancel: 'Abbrechen',
    yes: 'Ja',
    locked: 'Abgedeckt',
    lockedBody: 'Das Fenster ist abgedeckt: die Daten sind nicht zu sehen.',
    unlock: 'Weiter als',
    rows: (rows) => `${rows} Zeilen`,
    rate: (rows) => `${rows} pro Sekunde`,
    left: (seconds) => `noch ${seconds} s`,
    phase: {
      reading: 'Lesen',
      checking: 'Prüfen',
      scoring: 'Rechnen',
      writing: 'Schreiben',
      verifying: 'Prüfen',
    },
    drop: {
      one: 'Loslassen: Ein Export wird gelesen, ein Modell geprüft. Nichts wird installiert.',
      several: 'Eine Datei auf einmal. Beim Loslassen wird nichts geöffnet.',
      wrong:
        'Das ist kein Export und kein Modell. Visite liest .csv, .txt, .xlsx, .xls, .ods, .json, .ndjson, .parquet, .arrow und .visite.',
    },
    setByOrganisation: 'Von Ihrer Organisation festgelegt',
  },
};
