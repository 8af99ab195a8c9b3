import type { Language } from '#core/advice/phrases.ts';

/** The words of a run report in one language. */
export interface ReportPhrases {
  readonly title: string;
  readonly researchOnly: string;
  readonly demo: string;
  readonly run: string;
  readonly made: string;
  readonly by: string;
  readonly model: string;
  readonly intendedUse: string;
  readonly publisher: string;
  readonly signer: string;
  readonly size: string;
  readonly file: string;
  readonly written: string;
  readonly bytes: (count: string) => string;
  readonly profile: string;
  readonly version: (version: string) => string;
  readonly books: string;
  readonly balance: string;
  readonly read: string;
  readonly scored: string;
  readonly flagged: string;
  readonly refused: string;
  readonly skipped: string;
  readonly advice: string;
  readonly favours: (arm: string) => string;
  readonly uncertain: string;
  readonly noRecommendation: string;
  readonly reasons: string;
  readonly remarks: string;
  readonly refusedBecause: string;
  readonly skippedBecause: string;
  readonly escaped: (count: string) => string;
  readonly rows: string;
  readonly inputs: string;
  readonly input: string;
  readonly column: string;
  readonly absent: string;
  readonly fine: string;
  readonly missing: string;
  readonly policy: Readonly<Record<'refuse' | 'impute' | 'model', string>>;
  readonly outsideDevelopment: string;
  readonly outsideLimits: string;
  readonly notUnderstood: string;
  readonly warnings: string;
  readonly noExpectation: string;
  readonly manyRefused: (rows: string, of: string) => string;
  readonly duplicatePatients: (rows: string) => string;
  readonly manyMissing: (label: string, rows: string, of: string) => string;
  readonly manyUnusual: (label: string, rows: string, of: string) => string;
  readonly none: string;
  readonly outputs: string;
  readonly logHead: string;
  readonly logHeadNote: string;
  readonly software: string;
}

const en: ReportPhrases = {
  title: 'Run report',
  researchOnly: 'For research and demonstration only. Not for treatment decisions.',
  demo: 'The demonstration publisher was trusted for this run.',
  run: 'Run',
  made: 'Time',
  by: 'User',
  model: 'Model',
  intendedUse: 'Intended use',
  publisher: 'Publisher',
  signer: 'Signer',
  size: 'Size',
  file: 'File',
  written: 'Written as',
  bytes: (count) => `${count} bytes`,
  profile: 'Profile',
  version: (version) => `version ${version}`,
  books: 'The books',
  balance: 'Every row that was read stands in exactly one of these.',
  read: 'rows read',
  scored: 'scored',
  flagged: 'flagged',
  refused: 'refused',
  skipped: 'skipped',
  advice: 'Advice',
  favours: (arm) => `the model favours ${arm}`,
  uncertain: 'benefit small or uncertain',
  noRecommendation: 'no recommendation',
  reasons: 'No recommendation because',
  remarks: 'Remarks beside advice',
  refusedBecause: 'Refused because',
  skippedBecause: 'Skipped because',
  escaped: (count) => `${count} cells began like a formula and were made text in the result.`,
  rows: 'rows',
  inputs: 'Inputs, in patients’ rows',
  input: 'Input',
  column: 'Column',
  absent: 'not in the file',
  fine: 'fine',
  missing: 'missing',
  policy: { refuse: 'no recommendation', impute: 'imputed', model: 'left to the model' },
  outsideDevelopment: 'outside development range',
  outsideLimits: 'outside limits',
  notUnderstood: 'not understood',
  warnings: 'Warnings',
  noExpectation: 'The profile does not say what its columns look like: one that moved is not noticed.',
  manyRefused: (rows, of) => `${rows} of ${of} rows were refused; the file of refused rows says why.`,
  duplicatePatients: (rows) => `${rows} rows are of patients who stand in the file more than once.`,
  manyMissing: (label, rows, of) => `${label} is missing in ${rows} of ${of} rows.`,
  manyUnusual: (label, rows, of) =>
    `${label} is outside the range the model was developed on in ${rows} of ${of} rows.`,
  none: 'none',
  outputs: 'Written',
  logHead: 'Log head',
  logHeadNote: 'Keep it in another place: it shows later whether entries are gone.',
  software: 'Software',
};

const nl: ReportPhrases = {
  title: 'Verslag van een run',
  researchOnly: 'Alleen voor onderzoek en demonstratie. Niet voor behandelbeslissingen.',
  demo: 'Voor deze run is de demonstratie-uitgever vertrouwd.',
  run: 'Run',
  made: 'Tijd',
  by: 'Gebruiker',
  model: 'Model',
  intendedUse: 'Beoogd gebruik',
  publisher: 'Uitgever',
  signer: 'Ondertekenaar',
  size: 'Omvang',
  file: 'Bestand',
  written: 'Geschreven als',
  bytes: (count) => `${count} bytes`,
  profile: 'Profiel',
  version: (version) => `versie ${version}`,
  books: 'De boekhouding',
  balance: 'Elke gelezen rij staat in precies één van deze.',
  read: 'rijen gelezen',
  scored: 'gescoord',
  flagged: 'met opmerking',
  refused: 'geweigerd',
  skipped: 'overgeslagen',
  advice: 'Advies',
  favours: (arm) => `het model geeft de voorkeur aan ${arm}`,
  uncertain: 'voordeel klein of onzeker',
  noRecommendation: 'geen advies',
  reasons: 'Geen advies omdat',
  remarks: 'Opmerkingen bij het advies',
  refusedBecause: 'Geweigerd omdat',
  skippedBecause: 'Overgeslagen omdat',
  escaped: (count) => `${count} cellen begonnen als een formule en zijn in het resultaat tekst gemaakt.`,
  rows: 'rijen',
  inputs: 'Invoer, in rijen van patiënten',
  input: 'Invoer',
  column: 'Kolom',
  absent: 'niet in het bestand',
  fine: 'goed',
  missing: 'ontbreekt',
  policy: { refuse: 'geen advies', impute: 'ingevuld', model: 'aan het model gelaten' },
  outsideDevelopment: 'buiten ontwikkelbereik',
  outsideLimits: 'buiten grenzen',
  notUnderstood: 'niet begrepen',
  warnings: 'Waarschuwingen',
  noExpectation: 'Het profiel zegt niet hoe zijn kolommen eruitzien: een verschuiving wordt niet opgemerkt.',
  manyRefused: (rows, of) => `${rows} van ${of} rijen zijn geweigerd; het bestand daarvan zegt waarom.`,
  duplicatePatients: (rows) => `${rows} rijen zijn van patiënten die vaker in het bestand staan.`,
  manyMissing: (label, rows, of) => `${label} ontbreekt in ${rows} van ${of} rijen.`,
  manyUnusual: (label, rows, of) =>
    `${label} valt in ${rows} van ${of} rijen buiten het bereik waarop het model is ontwikkeld.`,
  none: 'geen',
  outputs: 'Geschreven',
  logHead: 'Einde van het logboek',
  logHeadNote: 'Bewaar dit elders: het laat later zien of er regels weg zijn.',
  software: 'Software',
};

const de: ReportPhrases = {
  title: 'Bericht eines Laufs',
  researchOnly: 'Nur für Forschung und Demonstration. Nicht für Behandlungsentscheidungen.',
  demo: 'Für diesen Lauf wurde dem Demonstrationsherausgeber vertraut.',
  run: 'Lauf',
  made: 'Zeit',
  by: 'Benutzer',
  model: 'Modell',
  intendedUse: 'Zweckbestimmung',
  publisher: 'Herausgeber',
  signer: 'Unterzeichner',
  size: 'Größe',
  file: 'Datei',
  written: 'Geschrieben als',
  bytes: (count) => `${count} Bytes`,
  profile: 'Profil',
  version: (version) => `Version ${version}`,
  books: 'Die Bücher',
  balance: 'Jede gelesene Zeile steht in genau einer dieser Gruppen.',
  read: 'Zeilen gelesen',
  scored: 'bewertet',
  flagged: 'mit Hinweis',
  refused: 'abgelehnt',
  skipped: 'übersprungen',
  advice: 'Empfehlung',
  favours: (arm) => `das Modell spricht für ${arm}`,
  uncertain: 'Nutzen klein oder unsicher',
  noRecommendation: 'keine Empfehlung',
  reasons: 'Keine Empfehlung, weil',
  remarks: 'Hinweise neben der Empfehlung',
  refusedBecause: 'Abgelehnt, weil',
  skippedBecause: 'Übersprungen, weil',
  escaped: (count) => `${count} Zellen begannen wie eine Formel und wurden im Ergebnis zu Text.`,
  rows: 'Zeilen',
  inputs: 'Eingaben, in Zeilen von Patienten',
  input: 'Eingabe',
  column: 'Spalte',
  absent: 'nicht in der Datei',
  fine: 'in Ordnung',
  missing: 'fehlt',
  policy: { refuse: 'keine Empfehlung', impute: 'ergänzt', model: 'dem Modell überlassen' },
  outsideDevelopment: 'außerhalb des Entwicklungsbereichs',
  outsideLimits: 'außerhalb der Grenzen',
  notUnderstood: 'nicht verstanden',
  warnings: 'Warnungen',
  noExpectation: 'Das Profil sagt nicht, wie seine Spalten aussehen: Eine Verschiebung wird nicht bemerkt.',
  manyRefused: (rows, of) =>
    `${rows} von ${of} Zeilen wurden abgelehnt; die Datei der abgelehnten Zeilen sagt warum.`,
  duplicatePatients: (rows) => `${rows} Zeilen gehören zu Patienten, die mehrfach in der Datei stehen.`,
  manyMissing: (label, rows, of) => `${label} fehlt in ${rows} von ${of} Zeilen.`,
  manyUnusual: (label, rows, of) =>
    `${label} liegt in ${rows} von ${of} Zeilen außerhalb des Bereichs, auf dem das Modell entwickelt wurde.`,
  none: 'keine',
  outputs: 'Geschrieben',
  logHead: 'Ende des Protokolls',
  logHeadNote: 'Bewahren Sie es anderswo auf: Es zeigt später, ob Einträge fehlen.',
  software: 'Software',
};

export const reportPhrases: Readonly<Record<Language, ReportPhrases>> = { nl, en, de };
