import type { SiteKeyView } from '#core/contract/start-view.ts';
import type { SettingName, SetBy } from '#core/contract/settings.ts';
import type { Words } from '#renderer/strings/language.ts';

interface SettingsWords {
  readonly title: string;
  readonly names: Readonly<Record<SettingName, string>>;
  readonly explains: Readonly<Partial<Record<SettingName, string>>>;
  readonly choices: Readonly<Record<string, string>>;
  readonly setBy: Readonly<Record<SetBy, string>>;
  readonly minutes: (minutes: string) => string;
  readonly never: string;
  readonly policyFile: string;
  readonly dataFolder: string;
  readonly show: string;
  readonly who: string;
  readonly name: string;
  readonly role: string;
  readonly confirm: string;
  readonly zoom: string;
  readonly key: string;
  readonly keyForms: Readonly<Record<SiteKeyView['form'], string>>;
  readonly keySeal: string;
  readonly keySealed: string;
  readonly keyCopy: string;
  readonly keyCopied: (name: string, folder: string) => string;
  readonly keyHasCopy: string;
  readonly keyNoCopy: string;
  readonly diagnostic: string;
  readonly diagnosticBody: string;
  readonly look: string;
  readonly save: string;
  readonly saved: (name: string, folder: string) => string;
  readonly about: string;
  readonly help: string;
}

export const settingsWords: Words<SettingsWords> = {
  nl: {
    title: 'Instellingen',
    names: {
      language: 'Taal',
      theme: 'Kleuren',
      letterKeys: 'Losse letters als sneltoets',
      rememberFiles: 'Laatst geopende bestanden bewaren',
      lockMinutes: 'Venster afdekken na',
      lockDoes: 'Bij afdekken',
      askWho: 'Naam en rol vragen',
      resultForm: 'Resultaatbestanden',
      anchorFolder: 'Tweede plaats voor het eind van het logboek',
      allowDemo: 'Demonstratie toestaan',
    },
    explains: {
      letterKeys: 'A voor akkoord, X voor anders, W voor wat-als.',
      rememberFiles: 'Namen van bestanden kunnen patiëntgegevens zijn.',
      anchorFolder: 'Een map of share waarin elk eind van het logboek ook komt; zo is terugzetten te zien.',
    },
    choices: {
      system: 'zoals het systeem',
      light: 'licht',
      dark: 'donker',
      cover: 'de lijst blijft open',
      close: 'de lijst wordt gesloten',
      'same-dialect': 'zoals de export geschreven is',
      machine: 'voor machines (punt, ISO-datum)',
    },
    setBy: { default: '', user: 'door u', organisation: 'Ingesteld door uw organisatie' },
    minutes: (minutes) => `${minutes} minuten`,
    never: 'nooit',
    policyFile: 'Beleidsbestand',
    dataFolder: 'Map met gegevens',
    show: 'Tonen',
    who: 'Wie werkt hier',
    name: 'Naam',
    role: 'Rol',
    confirm: 'Bevestigen',
    zoom: 'Vergroting',
    key: 'Sleutel van het logboek',
    keyForms: {
      plain: 'In een bestand dat alleen uw account kan lezen.',
      sealed: 'In de sleutelbos van dit systeem.',
    },
    keySeal: 'In de sleutelbos zetten',
    keySealed: 'De sleutel staat nu in de sleutelbos van dit systeem. Bewaar ook een herstelkopie.',
    keyCopy: 'Herstelkopie bewaren…',
    keyCopied: (name, folder) =>
      `${name} staat in ${folder}. Wie dit bestand heeft leest het logboek: leg het in een kluis, niet op deze computer.`,
    keyHasCopy: 'Er is een herstelkopie bewaard.',
    keyNoCopy:
      'Er is nog geen herstelkopie: zonder die is het logboek verloren als dit account of deze computer verloren gaat.',
    diagnostic: 'Diagnosebestand',
    diagnosticBody:
      'Versies, instellingen en tellingen; geen patiëntgegevens. U ziet het voordat het bewaard wordt.',
    look: 'Bekijken',
    save: 'Bewaren',
    saved: (name, folder) => `${name} staat in ${folder}.`,
    about: 'Over Visite',
    help: 'Hulp',
  },
  en: {
    title: 'Settings',
    names: {
      language: 'Language',
      theme: 'Colours',
      letterKeys: 'Single letters as shortcuts',
      rememberFiles: 'Remember recently opened files',
      lockMinutes: 'Cover the window after',
      lockDoes: 'When covered',
      askWho: 'Ask for name and role',
      resultForm: 'Result files',
      anchorFolder: "Second place for the log's end",
      allowDemo: 'Allow the demonstration',
    },
    explains: {
      letterKeys: 'A to agree, X to decide otherwise, W for what-if.',
      rememberFiles: 'Names of files can be patient data.',
      anchorFolder: 'A folder or share that gets each end of the log too, so that a roll-back shows.',
    },
    choices: {
      system: 'as the system has it',
      light: 'light',
      dark: 'dark',
      cover: 'the list stays open',
      close: 'the list is closed',
      'same-dialect': 'as the export is written',
      machine: 'for machines (point, ISO dates)',
    },
    setBy: { default: '', user: 'by you', organisation: 'Set by your organisation' },
    minutes: (minutes) => `${minutes} minutes`,
    never: 'never',
    policyFile: 'Policy file',
    dataFolder: 'Data folder',
    show: 'Show',
    who: 'Who works here',
    name: 'Name',
    role: 'Role',
    confirm: 'Confirm',
    zoom: 'Zoom',
    key: 'Key of the log',
    keyForms: {
      plain: 'In a file that only your account can read.',
      sealed: "Under this system's store of keys.",
    },
    keySeal: "Put it under the system's store",
    keySealed: "The key is now under this system's store of keys. Save a recovery copy as well.",
    keyCopy: 'Save a recovery copy…',
    keyCopied: (name, folder) =>
      `${name} is in ${folder}. Who has this file reads the log: keep it in a safe, not on this computer.`,
    keyHasCopy: 'A recovery copy was saved.',
    keyNoCopy:
      'There is no recovery copy yet: without it the log is lost when this account or computer is lost.',
    diagnostic: 'Diagnostic file',
    diagnosticBody: 'Versions, settings and counts; no patient data. You see it before it is saved.',
    look: 'Look at it',
    save: 'Save',
    saved: (name, folder) => `${name} is in ${folder}.`,
    about: 'About Visite',
    help: 'Help',
  },
  de: {
    title: 'Einstellungen',
    names: {
      language: 'Sprache',
      theme: 'Farben',
      letterKeys: 'Einzelne Buchstaben als Tastenkürzel',
      rememberFiles: 'Zuletzt geöffnete Dateien merken',
      lockMinutes: 'Fenster abdecken nach',
      lockDoes: 'Beim Abdecken',
      askWho: 'Name und Rolle erfragen',
      resultForm: 'Ergebnisdateien',
      anchorFolder: 'Zweiter Ort für das Ende des Protokolls',
      allowDemo: 'Demonstration erlauben',
    },
    explains: {
      letterKeys: 'A für Zustimmung, X für eine andere Entscheidung, W für „Was wäre wenn“.',
      rememberFiles: 'Dateinamen können Patientendaten sein.',
      anchorFolder:
        'Ein Ordner oder eine Freigabe, die auch jedes Ende des Protokolls bekommt; so fällt ein Zurücksetzen auf.',
    },
    choices: {
      system: 'wie das System',
      light: 'hell',
      dark: 'dunkel',
      cover: 'die Liste bleibt offen',
      close: 'die Liste wird geschlossen',
      'same-dialect': 'wie der Export geschrieben ist',
      machine: 'für Maschinen (Punkt, ISO-Datum)',
    },
    setBy: { default: '', user: 'von Ihnen', organisation: 'Von Ihrer Organisation festgelegt' },
    minutes: (minutes) => `${minutes} Minuten`,
    never: 'nie',
    policyFile: 'Richtliniendatei',
    dataFolder: 'Datenordner',
    show: 'Zeigen',
    who: 'Wer hier arbeitet',
    name: 'Name',
    role: 'Rolle',
    confirm: 'Bestätigen',
    zoom: 'Vergrößerung',
    key: 'Schlüssel des Protokolls',
    keyForms: {
      plain: 'In einer Datei, die nur Ihr Konto lesen kann.',
      sealed: 'Im Schlüsselbund dieses Systems.',
    },
    keySeal: 'In den Schlüsselbund legen',
    keySealed:
      'Der Schlüssel liegt jetzt im Schlüsselbund dieses Systems. Speichern Sie auch eine Wiederherstellungskopie.',
    keyCopy: 'Wiederherstellungskopie speichern…',
    keyCopied: (name, folder) =>
      `${name} liegt in ${folder}. Wer diese Datei hat, liest das Protokoll: Bewahren Sie sie in einem Tresor auf, nicht auf diesem Computer.`,
    keyHasCopy: 'Eine Wiederherstellungskopie wurde gespeichert.',
    keyNoCopy:
      'Es gibt noch keine Wiederherstellungskopie: Ohne sie ist das Protokoll verloren, wenn dieses Konto oder dieser Computer verloren geht.',
    diagnostic: 'Diagnosedatei',
    diagnosticBody:
      'Versionen, Einstellungen und Zählungen; keine Patientendaten. Sie sehen sie, bevor sie gespeichert wird.',
    look: 'Ansehen',
    save: 'Speichern',
    saved: (name, folder) => `${name} liegt in ${folder}.`,
    about: 'Über Visite',
    help: 'Hilfe',
  },
};
