import type { ModelState, TrustStep } from '#core/contract/models-view.ts';
import type { Metric } from '#core/bundle/metric.ts';
import type { Words } from '#renderer/strings/language.ts';

interface ModelsWords {
  readonly title: string;
  readonly installed: string;
  readonly none: string;
  readonly states: Readonly<Record<ModelState, string>>;
  readonly inUse: string;
  readonly open: string;
  readonly drop: string;
  readonly checkedAt: (when: string) => string;
  readonly allPassed: (steps: string) => string;
  readonly mayCompute: string;
  readonly waits: string;
  readonly demoMay: string;
  readonly demoMayBody: string;
  readonly failed: string;
  readonly failedBody: string;
  readonly checkAgain: string;
  readonly use: string;
  readonly install: string;
  readonly release: string;
  readonly withdraw: string;
  readonly rollBack: string;
  readonly reason: string;
  readonly chain: string;
  readonly steps: Readonly<Record<TrustStep['step'], string>>;
  readonly stepStates: Readonly<Record<TrustStep['state'], string>>;
  readonly parts: (bytes: string, parts: string) => string;
  readonly releasedBy: (name: string, when: string) => string;
  readonly releasesNeeded: (have: string, need: string) => string;
  readonly demoRelease: string;
  readonly trustList: (version: string, expires: string) => string;
  readonly noTrustList: string;
  readonly goldenEqual: (equal: string, patients: string, seconds: string) => string;
  readonly patient: string;
  readonly there: string;
  readonly here: string;
  readonly difference: string;
  readonly goldenUnit: string;
  readonly limit: string;
  readonly granted: string;
  readonly measured: string;
  readonly memory: string;
  readonly timePerPatient: string;
  readonly fuel: string;
  readonly process: string;
  readonly ownProcess: string;
  readonly notInForce: string;
  readonly nothing: string;
  readonly layers: Readonly<Record<string, string>>;
  readonly card: string;
  readonly status: string;
  readonly research: string;
  readonly noMark: string;
  readonly intendedUse: string;
  readonly population: string;
  readonly outcome: string;
  readonly training: string;
  readonly adviceRule: string;
  readonly rule: (from: string, upTo: string) => string;
  readonly noRule: string;
  readonly outOfScope: string;
  readonly supported: string;
  readonly notSupported: string;
  readonly risks: string;
  readonly performance: string;
  /** By the name that a bundle gives; others are shown as they stand. */
  readonly metrics: Readonly<Record<string, string>>;
  readonly validations: Readonly<Record<Metric['validation'], string>>;
  readonly interval: (from: string, upTo: string) => string;
  readonly whole: string;
  readonly changes: (than: string) => string;
  readonly before: string;
  readonly after: string;
  readonly trust: string;
  readonly trustNone: string;
  readonly trustImport: string;
  readonly trustExpired: string;
  readonly clockSetBack: string;
  readonly publishers: string;
  readonly releasePeople: string;
}

export const modelsWords: Words<ModelsWords> = {
  nl: {
    title: 'Modellen',
    installed: 'Geïnstalleerd',
    none: 'Nog geen model.',
    states: {
      released: 'Vrijgegeven',
      installed: 'Wacht op vrijgave',
      withdrawn: 'Teruggetrokken',
      revoked: 'Ingetrokken',
      refused: 'Geweigerd',
      demo: 'Demonstratie',
    },
    inUse: 'In gebruik',
    open: 'Model openen',
    drop: 'Sleep een .visite-bestand op het venster om het te controleren. Er wordt niets opgehaald.',
    checkedAt: (when) => `Gecontroleerd op deze computer, ${when}`,
    allPassed: (steps) => `Alle ${steps} controles geslaagd.`,
    mayCompute: 'Dit model mag hier rekenen. Eén mislukte controle sluit het.',
    demoMay: 'Demonstratie.',
    demoMayBody: 'Het model rekent hier zonder vrijgave, voor de demonstratie alleen.',
    waits: 'De controles die konden zijn geslaagd; het model rekent hier nog niet.',
    failed: 'Dit model is gesloten.',
    failedBody: 'Er wordt niets mee gerekend.',
    checkAgain: 'Opnieuw controleren',
    use: 'Gebruiken',
    install: 'Installeren',
    release: 'Vrijgeven',
    withdraw: 'Terugtrekken',
    rollBack: 'Terug naar de vorige versie',
    reason: 'Reden',
    chain: 'Keten van vertrouwen',
    steps: {
      file: 'Bestand ongewijzigd',
      signature: 'Handtekening van de uitgever',
      release: 'Vrijgave door het ziekenhuis',
      'not-revoked': 'Niet ingetrokken',
      golden: 'Gouden patiënten',
      limits: 'Binnen de grenzen',
    },
    stepStates: { passed: 'geslaagd', failed: 'mislukt', open: 'niet gedaan' },
    parts: (bytes, parts) => `${bytes}, ${parts} delen, elk met eigen digest`,
    releasedBy: (name, when) => `${name}, ${when}`,
    releasesNeeded: (have, need) => `${have} van ${need} vrijgaven`,
    demoRelease: 'Demonstratie: geen vrijgave, gemerkt op elk scherm en in elke regel van het logboek',
    trustList: (version, expires) => `lijst ${version}, geldig tot ${expires}`,
    noTrustList: 'geen vertrouwensbestand op deze computer',
    goldenEqual: (equal, patients, seconds) =>
      `${equal} van ${patients} gelijk tot op de bit, in ${seconds} s op deze computer`,
    patient: 'geval',
    there: 'daar',
    here: 'hier',
    difference: 'verschil',
    goldenUnit: 'per 100',
    limit: 'Grens',
    granted: 'toegestaan',
    measured: 'gemeten hier',
    memory: 'Geheugen',
    timePerPatient: 'Tijd per patiënt',
    fuel: 'Rekenstappen per patiënt',
    process: 'Het model krijgt van zijn rekenmachine geen netwerk, bestanden of klok.',
    ownProcess: 'Het proces waarin het op deze computer draait, heeft afgestaan',
    notInForce: 'Op deze computer niet van kracht',
    nothing: 'niets',
    layers: {
      files: 'bestanden',
      'system-calls': 'netwerk en programma’s',
      privileges: 'extra rechten',
      'core-dumps': 'een afdruk van zijn geheugen',
      memory: 'onbegrensd geheugen',
      processes: 'andere processen',
    },
    card: 'Modelkaart',
    status: 'Status',
    research: 'Alleen voor onderzoek',
    noMark: 'geen CE-markering',
    intendedUse: 'Bedoeld voor',
    population: 'Doelgroep',
    outcome: 'Uitkomst',
    training: 'Training',
    adviceRule: 'Advies',
    rule: (from, upTo) =>
      `kans op voordeel ${from} of meer: de behandeling; ${upTo} of minder: de andere; daartussen klein of onzeker`,
    noRule: 'geen regel voor advies',
    outOfScope: 'Niet voor',
    supported: 'Wat de gegevens laten zien',
    notSupported: 'Wat de gegevens niet laten zien',
    risks: 'Risico’s en beperkingen',
    performance: 'Prestatie volgens de uitgever',
    metrics: {
      auc: 'AUC',
      brier: 'Brierscore',
      'calibration-slope': 'Helling van de kalibratie',
      'calibration-intercept': 'Intercept van de kalibratie',
      'average-effect': 'Gemiddeld effect',
    },
    validations: {
      apparent: 'op de trainingsgegevens zelf',
      'cross-validated': 'kruisvalidatie',
      bootstrap: 'bootstrap',
      temporal: 'op latere patiënten',
      external: 'in een ander ziekenhuis of cohort',
    },
    interval: (from, upTo) => `${from} tot ${upTo}`,
    whole: 'Hele kaart',
    changes: (than) => `Gewijzigd ten opzichte van ${than}`,
    before: 'was',
    after: 'is',
    trust: 'Vertrouwen',
    trustNone: 'Op deze computer is geen vertrouwensbestand vastgelegd; alleen de demonstratie kan rekenen.',
    trustImport: 'Vertrouwensbestand inlezen',
    trustExpired: 'verlopen: installeren kan niet, wat er is werkt',
    clockSetBack: 'de klok is teruggezet',
    publishers: 'Uitgevers',
    releasePeople: 'Vrijgave door',
  },
  en: {
    title: 'Models',
    installed: 'Installed',
    none: 'No model yet.',
    states: {
      released: 'Released',
      installed: 'Awaiting release',
      withdrawn: 'Withdrawn',
      revoked: 'Revoked',
      refused: 'Refused',
      demo: 'Demonstration',
    },
    inUse: 'In use',
    open: 'Open a model',
    drop: 'Drop a .visite file on the window to check it. Nothing is fetched.',
    checkedAt: (when) => `Checked on this computer, ${when}`,
    allPassed: (steps) => `All ${steps} checks passed.`,
    mayCompute: 'This model may compute here. One failed check closes it.',
    demoMay: 'Demonstration.',
    demoMayBody: 'The model computes here without a release, for the demonstration alone.',
    waits: 'The checks that could be made passed; the model does not compute here yet.',
    failed: 'This model is closed.',
    failedBody: 'Nothing is computed with it.',
    checkAgain: 'Check again',
    use: 'Use',
    install: 'Install',
    release: 'Release',
    withdraw: 'Withdraw',
    rollBack: 'Back to the version before',
    reason: 'Reason',
    chain: 'Chain of trust',
    steps: {
      file: 'File unchanged',
      signature: "Publisher's signature",
      release: "Hospital's release",
      'not-revoked': 'Not revoked',
      golden: 'Golden patients',
      limits: 'Within the limits',
    },
    stepStates: { passed: 'passed', failed: 'failed', open: 'not done' },
    parts: (bytes, parts) => `${bytes}, ${parts} parts, each with a digest of its own`,
    releasedBy: (name, when) => `${name}, ${when}`,
    releasesNeeded: (have, need) => `${have} of ${need} releases`,
    demoRelease: 'Demonstration: not released, marked on every screen and in every line of the log',
    trustList: (version, expires) => `list ${version}, valid until ${expires}`,
    noTrustList: 'no trust file on this computer',
    goldenEqual: (equal, patients, seconds) =>
      `${equal} of ${patients} equal to the last bit, in ${seconds} s on this computer`,
    patient: 'case',
    there: 'there',
    here: 'here',
    difference: 'difference',
    goldenUnit: 'of 100',
    limit: 'Limit',
    granted: 'granted',
    measured: 'measured here',
    memory: 'Memory',
    timePerPatient: 'Time a patient',
    fuel: 'Fuel a patient',
    process: 'The model gets no network, files or clock from its engine.',
    ownProcess: 'The process in which it runs on this computer gave up',
    notInForce: 'Not in force on this computer',
    nothing: 'nothing',
    layers: {
      files: 'files',
      'system-calls': 'network and programs',
      privileges: 'new rights',
      'core-dumps': 'a dump of its memory',
      memory: 'unlimited memory',
      processes: 'other processes',
    },
    card: 'Model card',
    status: 'Status',
    research: 'For research use only',
    noMark: 'no CE mark',
    intendedUse: 'Intended for',
    population: 'Population',
    outcome: 'Outcome',
    training: 'Training',
    adviceRule: 'Advice',
    rule: (from, upTo) =>
      `probability of benefit ${from} or more: the treatment; ${upTo} or less: the other; between them small or uncertain`,
    noRule: 'no rule for advice',
    outOfScope: 'Not for',
    supported: 'What the data show',
    notSupported: 'What the data do not show',
    risks: 'Risks and limitations',
    performance: 'Performance as the publisher states it',
    metrics: {
      auc: 'AUC',
      brier: 'Brier score',
      'calibration-slope': 'Calibration slope',
      'calibration-intercept': 'Calibration intercept',
      'average-effect': 'Average effect',
    },
    validations: {
      apparent: 'on the training data itself',
      'cross-validated': 'cross-validated',
      bootstrap: 'bootstrap',
      temporal: 'on later patients',
      external: 'in another hospital or cohort',
    },
    interval: (from, upTo) => `${from} to ${upTo}`,
    whole: 'Whole card',
    changes: (than) => `Changed against ${than}`,
    before: 'was',
    after: 'is',
    trust: 'Trust',
    trustNone: 'No trust file is pinned on this computer; only the demonstration can compute.',
    trustImport: 'Take a trust file',
    trustExpired: 'expired: nothing is installed, what is there works',
    clockSetBack: 'the clock was set back',
    publishers: 'Publishers',
    releasePeople: 'Released by',
  },
  de: {
    title: 'Modelle',
    installed: 'Installiert',
    none: 'Noch kein Modell.',
    states: {
      released: 'Freigegeben',
      installed: 'Wartet auf Freigabe',
      withdrawn: 'Zurückgezogen',
      revoked: 'Widerrufen',
      refused: 'Abgelehnt',
      demo: 'Demonstration',
    },
    inUse: 'In Verwendung',
    open: 'Bündel öffnen',
    drop: 'Ziehen Sie eine .visite-Datei auf das Fenster, um sie zu prüfen. Nichts wird geholt.',
    checkedAt: (when) => `Geprüft auf diesem Computer, ${when}`,
    allPassed: (steps) => `Alle ${steps} Prüfungen bestanden.`,
    mayCompute: 'Dieses Modell darf hier rechnen. Eine misslungene Prüfung schließt es.',
    demoMay: 'Demonstration.',
    demoMayBody: 'Das Modell rechnet hier ohne Freigabe, nur für die Demonstration.',
    waits: 'Die möglichen Prüfungen sind bestanden; das Modell rechnet hier noch nicht.',
    failed: 'Dieses Modell ist geschlossen.',
    failedBody: 'Es wird nichts damit gerechnet.',
    checkAgain: 'Erneut prüfen',
    use: 'Benutzen',
    install: 'Installieren',
    release: 'Freigeben',
    withdraw: 'Zurückziehen',
    rollBack: 'Zurück zur vorigen Version',
    reason: 'Grund',
    chain: 'Kette des Vertrauens',
    steps: {
      file: 'Datei unverändert',
      signature: 'Signatur des Herausgebers',
      release: 'Freigabe durch das Krankenhaus',
      'not-revoked': 'Nicht widerrufen',
      golden: 'Goldene Patienten',
      limits: 'Innerhalb der Grenzen',
    },
    stepStates: { passed: 'bestanden', failed: 'nicht bestanden', open: 'nicht gemacht' },
    parts: (bytes, parts) => `${bytes}, ${parts} Teile, jeder mit eigenem Digest`,
    releasedBy: (name, when) => `${name}, ${when}`,
    releasesNeeded: (have, need) => `${have} von ${need} Freigaben`,
    demoRelease:
      'Demonstration: nicht freigegeben, auf jedem Bildschirm und in jeder Zeile des Protokolls markiert',
    trustList: (version, expires) => `Liste ${version}, gültig bis ${expires}`,
    noTrustList: 'keine Vertrauensdatei auf diesem Computer',
    goldenEqual: (equal, patients, seconds) =>
      `${equal} von ${patients} gleich bis aufs Bit, in ${seconds} s auf diesem Computer`,
    patient: 'Fall',
    there: 'dort',
    here: 'hier',
    difference: 'Differenz',
    goldenUnit: 'von 100',
    limit: 'Grenze',
    granted: 'erlaubt',
    measured: 'hier gemessen',
    memory: 'Speicher',
    timePerPatient: 'Zeit pro Patient',
    fuel: 'Treibstoff pro Patient',
    process: 'Das Modell bekommt von seiner Maschine kein Netzwerk, keine Dateien und keine Uhr.',
    ownProcess: 'Der Prozess, in dem es auf diesem Computer läuft, hat abgegeben',
    notInForce: 'Auf diesem Computer nicht in Kraft',
    nothing: 'nichts',
    layers: {
      files: 'Dateien',
      'system-calls': 'Netzwerk und Programme',
      privileges: 'neue Rechte',
      'core-dumps': 'einen Abzug seines Speichers',
      memory: 'unbegrenzten Speicher',
      processes: 'andere Prozesse',
    },
    card: 'Modellkarte',
    status: 'Status',
    research: 'Nur für Forschungszwecke',
    noMark: 'keine CE-Kennzeichnung',
    intendedUse: 'Bestimmt für',
    population: 'Zielgruppe',
    outcome: 'Ergebnis',
    training: 'Training',
    adviceRule: 'Empfehlung',
    rule: (from, upTo) =>
      `Nutzenwahrscheinlichkeit ${from} oder mehr: die Behandlung; ${upTo} oder weniger: die andere; dazwischen klein oder unsicher`,
    noRule: 'keine Regel für eine Empfehlung',
    outOfScope: 'Nicht für',
    supported: 'Was die Daten zeigen',
    notSupported: 'Was die Daten nicht zeigen',
    risks: 'Risiken und Grenzen',
    performance: 'Leistung laut Herausgeber',
    metrics: {
      auc: 'AUC',
      brier: 'Brier-Score',
      'calibration-slope': 'Kalibrierungssteigung',
      'calibration-intercept': 'Kalibrierungsachsenabschnitt',
      'average-effect': 'Mittlerer Effekt',
    },
    validations: {
      apparent: 'auf den Trainingsdaten selbst',
      'cross-validated': 'Kreuzvalidierung',
      bootstrap: 'Bootstrap',
      temporal: 'an späteren Patienten',
      external: 'in einem anderen Krankenhaus oder einer anderen Kohorte',
    },
    interval: (from, upTo) => `${from} bis ${upTo}`,
    whole: 'Ganze Karte',
    changes: (than) => `Geändert gegenüber ${than}`,
    before: 'war',
    after: 'ist',
    trust: 'Vertrauen',
    trustNone:
      'Auf diesem Computer ist keine Vertrauensdatei festgelegt; nur die Demonstration kann rechnen.',
    trustImport: 'Vertrauensdatei einlesen',
    trustExpired: 'abgelaufen: nichts wird installiert, Vorhandenes arbeitet',
    clockSetBack: 'die Uhr wurde zurückgestellt',
    publishers: 'Herausgeber',
    releasePeople: 'Freigabe durch',
  },
};
