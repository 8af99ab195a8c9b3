import type { BatchView } from '#core/contract/batch-view.ts';
import type { Words } from '#renderer/strings/language.ts';

type Form = 'same-dialect' | 'machine' | 'workbook' | 'parquet' | 'risk-assessments';

interface BatchWords {
  readonly title: string;
  readonly explain: string;
  readonly file: string;
  readonly profile: string;
  readonly folder: string;
  readonly form: string;
  readonly forms: Readonly<Record<Form, string>>;
  readonly choose: string;
  readonly report: string;
  readonly overwrite: string;
  readonly start: string;
  readonly states: Readonly<Record<BatchView['state'], string>>;
  readonly resume: string;
  readonly forget: string;
  readonly beginAnew: string;
  readonly anewBody: string;
  readonly interruptedBody: (rows: string) => string;
  readonly read: string;
  readonly scored: string;
  readonly flagged: string;
  readonly refused: string;
  readonly skipped: string;
  readonly outputs: string;
  readonly showFolder: string;
  readonly refusedRows: string;
  readonly line: string;
  readonly reason: string;
  readonly column: string;
  readonly advice: string;
  readonly favours: (arm: string) => string;
  readonly uncertain: string;
  readonly noRecommendation: string;
  readonly again: string;
}

export const batchWords: Words<BatchWords> = {
  nl: {
    title: 'Batch',
    explain: 'Hetzelfde bestand terug met nieuwe kolommen. De export zelf blijft onaangeroerd.',
    file: 'Export',
    profile: 'Koppeling',
    folder: 'Map voor het resultaat',
    form: 'Vorm van het resultaat',
    forms: {
      'same-dialect': 'zoals de export',
      machine: 'CSV voor machines',
      workbook: 'Excel-werkmap',
      parquet: 'Parquet',
      'risk-assessments': 'FHIR RiskAssessment',
    },
    choose: 'Kiezen',
    report: 'Verslag op één A4',
    overwrite: 'Een ouder resultaat vervangen',
    start: 'Beginnen',
    states: {
      idle: 'Nog niet begonnen',
      running: 'Bezig',
      finished: 'Klaar',
      cancelled: 'Afgebroken',
      failed: 'Mislukt',
      interrupted: 'Onderbroken',
    },
    resume: 'Verdergaan',
    forget: 'Niet verdergaan',
    beginAnew: 'Opnieuw beginnen',
    anewBody:
      'Deze batch kan niet halverwege verder en begint van voren af aan. Er is geen resultaatbestand.',
    interruptedBody: (rows) => `${rows} regels waren af. Er is geen resultaatbestand onder de eigen naam.`,
    read: 'regels gelezen',
    scored: 'gescoord',
    flagged: 'gescoord met opmerking, of geen advies',
    refused: 'geweigerd',
    skipped: 'overgeslagen',
    outputs: 'Bestanden',
    showFolder: 'Map tonen',
    refusedRows: 'Geweigerde regels',
    line: 'regel',
    reason: 'reden',
    column: 'kolom',
    advice: 'Advies',
    favours: (arm) => `model geeft de voorkeur aan ${arm}`,
    uncertain: 'klein of onzeker',
    noRecommendation: 'geen advies',
    again: 'Nieuwe batch',
  },
  en: {
    title: 'Batch',
    explain: 'The same file back with new columns. The export itself is not touched.',
    file: 'Export',
    profile: 'Mapping',
    folder: 'Folder for the result',
    form: 'Form of the result',
    forms: {
      'same-dialect': 'as the export',
      machine: 'CSV for machines',
      workbook: 'Excel workbook',
      parquet: 'Parquet',
      'risk-assessments': 'FHIR RiskAssessment',
    },
    choose: 'Choose',
    report: 'Report on one A4',
    overwrite: 'Replace an older result',
    start: 'Begin',
    states: {
      idle: 'Not begun',
      running: 'Running',
      finished: 'Finished',
      cancelled: 'Cancelled',
      failed: 'Failed',
      interrupted: 'Interrupted',
    },
    resume: 'Go on',
    forget: 'Do not go on',
    beginAnew: 'Begin anew',
    anewBody: 'This batch cannot go on from the middle and begins anew. There is no result file.',
    interruptedBody: (rows) => `${rows} rows were finished. There is no result file of that name.`,
    read: 'rows read',
    scored: 'scored',
    flagged: 'scored with a remark, or no recommendation',
    refused: 'refused',
    skipped: 'skipped',
    outputs: 'Files',
    showFolder: 'Show the folder',
    refusedRows: 'Refused rows',
    line: 'line',
    reason: 'reason',
    column: 'column',
    advice: 'Advice',
    favours: (arm) => `the model favours ${arm}`,
    uncertain: 'small or uncertain',
    noRecommendation: 'no recommendation',
    again: 'New batch',
  },
  de: {
    title: 'Stapel',
    explain: 'Dieselbe Datei zurück mit neuen Spalten. Der Export selbst bleibt unberührt.',
    file: 'Export',
    profile: 'Zuordnung',
    folder: 'Ordner für das Ergebnis',
    form: 'Form des Ergebnisses',
    forms: {
      'same-dialect': 'wie der Export',
      machine: 'CSV für Maschinen',
      workbook: 'Excel-Arbeitsmappe',
      parquet: 'Parquet',
      'risk-assessments': 'FHIR RiskAssessment',
    },
    choose: 'Wählen',
    report: 'Bericht auf einem A4',
    overwrite: 'Ein älteres Ergebnis ersetzen',
    start: 'Beginnen',
    states: {
      idle: 'Noch nicht begonnen',
      running: 'Läuft',
      finished: 'Fertig',
      cancelled: 'Abgebrochen',
      failed: 'Fehlgeschlagen',
      interrupted: 'Unterbrochen',
    },
    resume: 'Fortfahren',
    forget: 'Nicht fortfahren',
    beginAnew: 'Neu beginnen',
    anewBody:
      'Dieser Stapel kann nicht aus der Mitte fortfahren und beginnt von vorn. Es gibt keine Ergebnisdatei.',
    interruptedBody: (rows) =>
      `${rows} Zeilen waren fertig. Es gibt keine Ergebnisdatei unter dem eigenen Namen.`,
    read: 'Zeilen gelesen',
    scored: 'berechnet',
    flagged: 'berechnet mit Bemerkung, oder keine Empfehlung',
    refused: 'abgelehnt',
    skipped: 'übersprungen',
    outputs: 'Dateien',
    showFolder: 'Ordner zeigen',
    refusedRows: 'Abgelehnte Zeilen',
    line: 'Zeile',
    reason: 'Grund',
    column: 'Spalte',
    advice: 'Empfehlung',
    favours: (arm) => `das Modell spricht für ${arm}`,
    uncertain: 'klein oder unsicher',
    noRecommendation: 'keine Empfehlung',
    again: 'Neuer Stapel',
  },
};
