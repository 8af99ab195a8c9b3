import type { PatientFilter, PatientOrder, PatientState } from '#core/estimates/find-patients.ts';
import { toDative, type Words } from '#renderer/strings/language.ts';

interface PatientsWords {
  readonly title: string;
  readonly none: string;
  readonly noneBody: string;
  readonly toStart: string;
  readonly counts: (patients: string, decided: string) => string;
  readonly filters: Readonly<Record<PatientFilter, string>>;
  readonly filterLabel: string;
  readonly states: Readonly<Record<PatientState, string>>;
  readonly search: string;
  readonly order: string;
  readonly orders: Readonly<Record<Exclude<PatientOrder, `input:${string}`>, string>>;
  readonly patient: string;
  readonly adviceOfModel: string;
  readonly forArm: (arm: string) => string;
  readonly probability: readonly [string, string];
  readonly difference: string;
  readonly per100: string;
  readonly at: (time: string) => string;
  readonly interval95: string;
  readonly harm: string;
  readonly benefit: string;
  readonly warnings: string;
  readonly decision: string;
  readonly noNumber: string;
  readonly to: string;
  readonly checkedNone: string;
  readonly notApplicable: string;
  readonly missing: (count: string) => string;
  readonly outside: (count: string) => string;
  readonly other: (count: string) => string;
  readonly line: (line: string) => string;
  readonly open: string;
  readonly agreed: string;
  readonly otherwise: string;
  readonly keys: {
    readonly patient: string;
    readonly open: string;
    readonly agree: string;
    readonly other: string;
    readonly undone: string;
  };
  readonly rowOf: (row: string, of: string) => string;
  readonly emptyFilter: string;
  readonly showAll: string;
  readonly byHand: string;
  readonly reasons: Readonly<Record<string, (input: string) => string>>;
  readonly copied: (patient: string) => string;
  readonly nothingToUndo: string;
  readonly noAgree: string;
}

export const patientsWords: Words<PatientsWords> = {
  nl: {
    title: 'Patiënten',
    none: 'Er is geen lijst open',
    noneBody: 'Open een export, of voer één patiënt met de hand in.',
    toStart: 'Naar Start',
    counts: (patients, decided) => `${patients} patiënten, ${decided} besloten`,
    filters: {
      all: 'Alle',
      benefit: 'Voordeel',
      uncertain: 'Klein of onzeker',
      harm: 'Nadeel',
      'no-advice': 'Geen advies',
      refused: 'Geweigerd',
      warning: 'Met waarschuwing',
      undecided: 'Besluit open',
    },
    filterLabel: 'Toon',
    states: {
      benefit: 'Voordeel',
      uncertain: 'Klein of onzeker',
      harm: 'Nadeel',
      'no-advice': 'Geen advies',
      refused: 'Geweigerd',
    },
    search: 'Patiëntnummer of tekst',
    order: 'Volgorde',
    orders: {
      file: 'export',
      patient: 'patiëntnummer',
      difference: 'grootste verschil',
      probability: 'grootste kans op voordeel',
      warnings: 'meeste waarschuwingen',
    },
    patient: 'Patiënt',
    adviceOfModel: 'Advies van het model',
    forArm: (arm) => `over ${arm}`,
    probability: ['Kans op', 'voordeel'],
    difference: 'Verschil',
    per100: 'per 100',
    at: (time) => `na ${time}`,
    interval95: '95%-interval',
    harm: 'nadeel',
    benefit: 'voordeel',
    warnings: 'Waarschuwingen',
    decision: 'Besluit',
    noNumber: 'Geen getal',
    to: 'tot',
    checkedNone: 'geen',
    notApplicable: '–',
    missing: (count) => `${count} ontbreekt`,
    outside: (count) => `${count} buiten bereik`,
    other: (count) => `${count} dubbel`,
    line: (line) => `regel ${line}`,
    open: 'open',
    agreed: 'Akkoord',
    otherwise: 'Anders',
    keys: {
      patient: 'patiënt',
      open: 'openen',
      agree: 'akkoord',
      other: 'anders, met reden',
      undone: 'ongedaan',
    },
    rowOf: (row, of) => `rij ${row} van ${of}`,
    emptyFilter: 'Geen patiënt past hierbij.',
    showAll: 'Toon alle patiënten',
    byHand: 'Met de hand ingevoerd',
    reasons: {
      'outside-population': (input) => `${input}: buiten de doelgroep`,
      'outside-limits': (input) => `${input}: buiten de grenzen`,
      'input-missing': (input) => `${input} ontbreekt`,
      'output-invalid': () => 'uitkomst van het model kan niet kloppen',
      'no-decision-rule': () => 'dit model heeft geen regel voor advies',
    },
    copied: (patient) => `Regel van ${patient} gekopieerd`,
    nothingToUndo: 'Er is geen besluit om ongedaan te maken',
    noAgree: 'Het model kiest hier niet: open de patiënt om te besluiten',
  },
  en: {
    title: 'Patients',
    none: 'No list is open',
    noneBody: 'Open an export, or enter one patient by hand.',
    toStart: 'To Start',
    counts: (patients, decided) => `${patients} patients, ${decided} decided`,
    filters: {
      all: 'All',
      benefit: 'Benefit',
      uncertain: 'Small or uncertain',
      harm: 'Harm',
      'no-advice': 'No recommendation',
      refused: 'Refused',
      warning: 'With warning',
      undecided: 'Undecided',
    },
    filterLabel: 'Show',
    states: {
      benefit: 'Benefit',
      uncertain: 'Small or uncertain',
      harm: 'Harm',
      'no-advice': 'No recommendation',
      refused: 'Refused',
    },
    search: 'Patient number or text',
    order: 'Order',
    orders: {
      file: 'export',
      patient: 'patient number',
      difference: 'largest difference',
      probability: 'largest chance of benefit',
      warnings: 'most warnings',
    },
    patient: 'Patient',
    adviceOfModel: 'Advice of the model',
    forArm: (arm) => `on ${arm}`,
    probability: ['Chance of', 'benefit'],
    difference: 'Difference',
    per100: 'per 100',
    at: (time) => `after ${time}`,
    interval95: '95% interval',
    harm: 'harm',
    benefit: 'benefit',
    warnings: 'Warnings',
    decision: 'Decision',
    noNumber: 'No number',
    to: 'to',
    checkedNone: 'none',
    notApplicable: '–',
    missing: (count) => `${count} missing`,
    outside: (count) => `${count} out of range`,
    other: (count) => `${count} double`,
    line: (line) => `line ${line}`,
    open: 'open',
    agreed: 'Agreed',
    otherwise: 'Otherwise',
    keys: { patient: 'patient', open: 'open', agree: 'agree', other: 'other, with reason', undone: 'undo' },
    rowOf: (row, of) => `row ${row} of ${of}`,
    emptyFilter: 'No patient fits this.',
    showAll: 'Show all patients',
    byHand: 'Entered by hand',
    reasons: {
      'outside-population': (input) => `${input}: outside the population`,
      'outside-limits': (input) => `${input}: outside the limits`,
      'input-missing': (input) => `${input} is missing`,
      'output-invalid': () => 'the result of the model cannot be right',
      'no-decision-rule': () => 'this model has no rule for advice',
    },
    copied: (patient) => `Row of ${patient} copied`,
    nothingToUndo: 'There is no decision to undo',
    noAgree: 'The model does not choose here: open the patient to decide',
  },
  de: {
    title: 'Patienten',
    none: 'Keine Liste ist geöffnet',
    noneBody: 'Öffnen Sie einen Export oder geben Sie einen Patienten von Hand ein.',
    toStart: 'Zum Start',
    counts: (patients, decided) => `${patients} Patienten, ${decided} entschieden`,
    filters: {
      all: 'Alle',
      benefit: 'Nutzen',
      uncertain: 'Klein oder unsicher',
      harm: 'Schaden',
      'no-advice': 'Keine Empfehlung',
      refused: 'Abgelehnt',
      warning: 'Mit Warnung',
      undecided: 'Entscheidung offen',
    },
    filterLabel: 'Zeigen',
    states: {
      benefit: 'Nutzen',
      uncertain: 'Klein oder unsicher',
      harm: 'Schaden',
      'no-advice': 'Keine Empfehlung',
      refused: 'Abgelehnt',
    },
    search: 'Nummer oder Text',
    order: 'Reihenfolge',
    orders: {
      file: 'Export',
      patient: 'Patientennummer',
      difference: 'größter Unterschied',
      probability: 'größte Nutzenwahrscheinlichkeit',
      warnings: 'meiste Warnungen',
    },
    patient: 'Patient',
    adviceOfModel: 'Empfehlung des Modells',
    forArm: (arm) => `zu ${arm}`,
    probability: ['Nutzen-', 'wahrsch.'],
    difference: 'Unterschied',
    per100: 'pro 100',
    at: (time) => `nach ${toDative(time)}`,
    interval95: '95-%-Int.',
    harm: 'Schaden',
    benefit: 'Nutzen',
    warnings: 'Warnungen',
    decision: 'Entscheidung',
    noNumber: 'Keine Zahl',
    to: 'bis',
    checkedNone: 'keine',
    notApplicable: '–',
    missing: (count) => `${count} fehlt`,
    outside: (count) => `${count} außerhalb`,
    other: (count) => `${count} doppelt`,
    line: (line) => `Zeile ${line}`,
    open: 'offen',
    agreed: 'Einverstanden',
    otherwise: 'Anders',
    keys: {
      patient: 'Patient',
      open: 'öffnen',
      agree: 'einverstanden',
      other: 'anders, mit Grund',
      undone: 'rückgängig',
    },
    rowOf: (row, of) => `Zeile ${row} von ${of}`,
    emptyFilter: 'Kein Patient passt dazu.',
    showAll: 'Alle Patienten zeigen',
    byHand: 'Von Hand eingegeben',
    reasons: {
      'outside-population': (input) => `${input}: außerhalb der Zielgruppe`,
      'outside-limits': (input) => `${input}: außerhalb der Grenzen`,
      'input-missing': (input) => `${input} fehlt`,
      'output-invalid': () => 'das Ergebnis des Modells kann nicht stimmen',
      'no-decision-rule': () => 'dieses Modell hat keine Regel für eine Empfehlung',
    },
    copied: (patient) => `Zeile von ${patient} kopiert`,
    nothingToUndo: 'Es gibt keine Entscheidung, die rückgängig zu machen ist',
    noAgree: 'Das Modell wählt hier nicht: öffnen Sie den Patienten, um zu entscheiden',
  },
};
