import type { ModelState } from '#core/contract/models-view.ts';
import type { Words } from '#renderer/strings/language.ts';

interface StartWords {
  readonly title: string;
  readonly dropTitle: string;
  readonly dropBody: string;
  readonly open: string;
  readonly byHand: string;
  readonly models: string;
  readonly noModels: string;
  readonly state: Readonly<Record<ModelState, string>>;
  readonly inUse: string;
  readonly use: string;
  readonly openBundle: string;
  readonly recent: string;
  readonly noRecent: string;
  readonly forgetRecent: string;
  readonly recentOff: string;
  readonly demoTitle: string;
  readonly demoBody: string;
  readonly demoOpen: string;
  readonly demoClose: string;
  readonly interrupted: (rows: string, file: string) => string;
  readonly interruptedBody: string;
  readonly toBatch: string;
  readonly lastList: (file: string, read: string) => string;
  readonly lastListBody: string;
  readonly goOn: string;
  readonly notices: Readonly<Record<string, string>>;
  /** What follows from a notice, where its own words do not say it. */
  readonly noticeBodies: Readonly<Record<string, string>>;
  readonly toSettings: string;
}

export const startWords: Words<StartWords> = {
  nl: {
    title: 'Start',
    dropTitle: 'Sleep de export van vandaag op dit venster',
    dropBody: 'CSV, Excel, FHIR of Parquet. Het bestand blijft zoals het is en verlaat deze computer niet.',
    open: 'Bestand openen',
    byHand: 'Eén patiënt invoeren',
    models: 'Modellen op deze computer',
    noModels: 'Er is nog geen model geïnstalleerd.',
    state: {
      released: 'Vrijgegeven',
      installed: 'Wacht op vrijgave',
      withdrawn: 'Teruggetrokken',
      revoked: 'Ingetrokken',
      refused: 'Geweigerd',
      demo: 'Demonstratie',
    },
    inUse: 'in gebruik',
    use: 'Gebruiken',
    openBundle: 'Model openen',
    recent: 'Laatst geopend',
    noRecent: 'Nog geen bestanden.',
    forgetRecent: 'Lijst wissen',
    recentOff: 'Recente bestanden worden niet bewaard.',
    demoTitle: 'Demonstratie',
    demoBody:
      'Een model van een trial uit de jaren tachtig en een verzonnen export. Alles wat u ermee doet is als demonstratie gemerkt.',
    demoOpen: 'Demonstratie openen',
    demoClose: 'Demonstratie sluiten',
    interrupted: (rows, file) => `Een batch is onderbroken na ${rows} regels van ${file}.`,
    interruptedBody: 'Wat af was staat in het logboek; er is geen resultaatbestand.',
    toBatch: 'Naar de batch',
    lastList: (file, read) => `Verder met ${file}, ingelezen op ${read}?`,
    lastListBody: 'Het bestand wordt opnieuw gelezen en berekend; uw besluiten komen uit het logboek.',
    goOn: 'Verder',
    toSettings: 'Naar de instellingen',
    noticeBodies: {
      'key-not-copied':
        'De sleutel staat in de sleutelbos van dit systeem. Gaat dit account of deze computer verloren, dan opent niemand het logboek meer.',
    },
    notices: {
      'no-sandbox':
        'Het venster draait zonder de sandbox van Chromium: ze werd bij het starten weggelaten, of dit systeem heeft er geen. Vraag uw IT.',
      'no-system-key':
        'De sleutel van het logboek staat in een bestand dat alleen uw account kan lezen, niet in de sleutelbos van dit systeem.',
      'key-not-copied': 'Er is nog geen herstelkopie van de sleutel van het logboek.',
      'no-landlock': 'Dit systeem kan het proces van het model niet extra afschermen (geen Landlock).',
      'policy-refused': 'Het beleidsbestand van deze computer is niet te lezen; de strengste waarden gelden.',
      'clock-set-back': 'De klok van deze computer is teruggezet.',
      'trust-expired': 'Het vertrouwensbestand is verlopen. Geïnstalleerde modellen werken; nieuwe niet.',
    },
  },
  en: {
    title: 'Start',
    dropTitle: "Drop today's export on this window",
    dropBody: 'CSV, Excel, FHIR or Parquet. The file stays as it is and does not leave this computer.',
    open: 'Open a file',
    byHand: 'Enter one patient',
    models: 'Models on this computer',
    noModels: 'No model is installed yet.',
    state: {
      released: 'Released',
      installed: 'Awaiting release',
      withdrawn: 'Withdrawn',
      revoked: 'Revoked',
      refused: 'Refused',
      demo: 'Demonstration',
    },
    inUse: 'in use',
    use: 'Use',
    openBundle: 'Open a model',
    recent: 'Recently opened',
    noRecent: 'No files yet.',
    forgetRecent: 'Clear this list',
    recentOff: 'Recent files are not kept.',
    demoTitle: 'Demonstration',
    demoBody:
      'A model of a trial of the 1980s and an invented export. All that you do with it is marked as demonstration.',
    demoOpen: 'Open the demonstration',
    demoClose: 'Close the demonstration',
    interrupted: (rows, file) => `A batch was interrupted after ${rows} rows of ${file}.`,
    interruptedBody: 'What was finished is in the log; there is no result file.',
    toBatch: 'To the batch',
    lastList: (file, read) => `Go on with ${file}, read on ${read}?`,
    lastListBody: 'The file is read and computed again; your decisions come from the log.',
    goOn: 'Go on',
    toSettings: 'To the settings',
    noticeBodies: {
      'key-not-copied':
        "The key is under this system's store of keys. If this account or computer is lost, nobody can open the log again.",
    },
    notices: {
      'no-sandbox':
        "The window runs without Chromium's sandbox: it was left out at the start, or this system has none. Ask your IT.",
      'no-system-key':
        "The key of the log is in a file that only your account can read, not under this system's store of keys.",
      'key-not-copied': 'There is no recovery copy of the key of the log yet.',
      'no-landlock': "This system cannot confine the model's process further (no Landlock).",
      'policy-refused': 'The policy file of this computer cannot be read; the strictest values hold.',
      'clock-set-back': 'The clock of this computer was set back.',
      'trust-expired': 'The trust file has expired. Installed models work; new ones do not.',
    },
  },
  de: {
    title: 'Start',
    dropTitle: 'Ziehen Sie den heutigen Export auf dieses Fenster',
    dropBody:
      'CSV, Excel, FHIR oder Parquet. Die Datei bleibt, wie sie ist, und verlässt diesen Computer nicht.',
    open: 'Datei öffnen',
    byHand: 'Einen Patienten eingeben',
    models: 'Modelle auf diesem Computer',
    noModels: 'Es ist noch kein Modell installiert.',
    state: {
      released: 'Freigegeben',
      installed: 'Wartet auf Freigabe',
      withdrawn: 'Zurückgezogen',
      revoked: 'Widerrufen',
      refused: 'Abgelehnt',
      demo: 'Demonstration',
    },
    inUse: 'in Verwendung',
    use: 'Verwenden',
    openBundle: 'Modell öffnen',
    recent: 'Zuletzt geöffnet',
    noRecent: 'Noch keine Dateien.',
    forgetRecent: 'Liste löschen',
    recentOff: 'Zuletzt geöffnete Dateien werden nicht behalten.',
    demoTitle: 'Demonstration',
    demoBody:
      'Ein Modell einer Studie der achtziger Jahre und ein erfundener Export. Alles, was Sie damit tun, ist als Demonstration markiert.',
    demoOpen: 'Demonstration öffnen',
    demoClose: 'Demonstration schließen',
    interrupted: (rows, file) => `Ein Stapel wurde nach ${rows} Zeilen von ${file} unterbrochen.`,
    interruptedBody: 'Was fertig war, steht im Protokoll; es gibt keine Ergebnisdatei.',
    toBatch: 'Zum Stapel',
    lastList: (file, read) => `Mit ${file} fortfahren, eingelesen am ${read}?`,
    lastListBody:
      'Die Datei wird erneut gelesen und berechnet; Ihre Entscheidungen kommen aus dem Protokoll.',
    goOn: 'Fortfahren',
    toSettings: 'Zu den Einstellungen',
    noticeBodies: {
      'key-not-copied':
        'Der Schlüssel liegt im Schlüsselbund dieses Systems. Geht dieses Konto oder dieser Computer verloren, öffnet niemand mehr das Protokoll.',
    },
    notices: {
      'no-sandbox':
        'Das Fenster läuft ohne die Sandbox von Chromium: Sie wurde beim Start weggelassen, oder dieses System hat keine. Fragen Sie Ihre IT.',
      'no-system-key':
        'Der Schlüssel des Protokolls steht in einer Datei, die nur Ihr Konto lesen kann, nicht im Schlüsselbund dieses Systems.',
      'key-not-copied': 'Es gibt noch keine Wiederherstellungskopie des Schlüssels des Protokolls.',
      'no-landlock': 'Dieses System kann den Prozess des Modells nicht weiter abschirmen (kein Landlock).',
      'policy-refused':
        'Die Richtliniendatei dieses Computers ist nicht lesbar; es gelten die strengsten Werte.',
      'clock-set-back': 'Die Uhr dieses Computers wurde zurückgestellt.',
      'trust-expired': 'Die Vertrauensdatei ist abgelaufen. Installierte Modelle arbeiten; neue nicht.',
    },
  },
};
