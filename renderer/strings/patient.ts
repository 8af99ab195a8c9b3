import type { OverrideReason } from '#core/contract/patients-view.ts';
import { toDative, type Words } from '#renderer/strings/language.ts';

export type PatientTab = 'summary' | 'curves' | 'icons' | 'table' | 'text';

interface PatientWords {
  readonly back: string;
  readonly position: (at: string, of: string) => string;
  readonly previous: string;
  readonly next: string;
  readonly copyText: string;
  readonly copyPicture: string;
  readonly print: string;
  readonly pdf: string;
  readonly copied: string;
  readonly pictureCopied: string;
  readonly printed: string;
  readonly pdfMade: (name: string, folder: string) => string;
  readonly inputs: string;
  readonly columns: {
    readonly input: string;
    readonly value: string;
    readonly column: string;
    readonly cell: string;
  };
  readonly lineOf: (line: string, file: string) => string;
  readonly readAt: (at: string) => string;
  readonly byHand: string;
  readonly onlyPopulation: string;
  readonly states: {
    readonly missing: string;
    readonly imputed: (value: string) => string;
    readonly leftMissing: string;
    readonly outsideDevelopment: (range: string) => string;
    readonly outsideLimits: (range: string) => string;
    readonly outsidePopulation: string;
  };
  readonly whatIf: string;
  readonly whatIfTitle: string;
  readonly whatIfBanner: (changes: string) => string;
  readonly whatIfEmpty: string;
  readonly whatIfDecision: string;
  readonly whatIfUnreadable: (inputs: string) => string;
  readonly toRecord: string;
  readonly undo: string;
  readonly redo: string;
  readonly whatIfText: string;
  readonly inRecord: (value: string) => string;
  readonly warnings: {
    readonly imputed: (label: string) => string;
    readonly imputedBody: (value: string) => string;
    readonly leftMissing: (label: string) => string;
    readonly leftMissingBody: string;
    readonly outside: (label: string, value: string) => string;
    readonly outsideBody: (range: string) => string;
    readonly duplicate: (line: string) => string;
    readonly duplicateBody: string;
  };
  readonly result: string;
  readonly tabs: Readonly<Record<PatientTab, string>>;
  readonly after: string;
  readonly outcome: string;
  readonly chance: string;
  readonly threshold: (value: string) => string;
  readonly thresholdUpTo: (value: string) => string;
  readonly between: (from: string, to: string) => string;
  readonly adviceAt: (time: string) => string;
  readonly noRule: string;
  readonly uncertain: string;
  readonly at: (time: string) => string;
  readonly of100: string;
  readonly interval: string;
  readonly noInterval: string;
  readonly difference: string;
  readonly differenceWith: (arm: string, reference: string) => string;
  readonly inState: (state: string, at: string) => string;
  readonly why: string;
  readonly asEntered: string;
  readonly with: (label: string, to: string) => string;
  readonly instead: (label: string, to: string, from: string) => string;
  readonly noWhy: string;
  readonly rounded: (at: string, reference: string, arm: string, difference: string) => string;
  readonly computing: string;
  readonly certain: string;
  readonly alike: (of: string, label: string, value: string) => string;
  readonly fewAlike: string;
  readonly missingCount: (count: string) => string;
  readonly outsideCount: (count: string) => string;
  readonly allThere: string;
  readonly harm: string;
  readonly harms: string;
  readonly notModelled: string;
  readonly otherHarms: string;
  readonly took: (ms: string) => string;
  readonly eachFigure: (at: string) => string;
  readonly bothIcons: (state: string, reference: string) => string;
  readonly moreIcons: (state: string, arm: string) => string;
  readonly fewerIcons: (state: string, arm: string) => string;
  readonly neitherIcons: (state: string) => string;
  readonly howUncertain: string;
  readonly bounds: { readonly lower: string; readonly estimate: string; readonly upper: string };
  readonly extra: (count: string) => string;
  readonly fewer: (count: string) => string;
  readonly timeAfter: (unit: string) => string;
  readonly noCurve: string;
  readonly noIcons: string;
  readonly arm: string;
  readonly value: string;
  readonly class: string;
  readonly noAdvice: string;
  readonly noAdviceBody: string;
  readonly refused: string;
  readonly refusedBody: string;
  readonly read: string;
  readonly readAs: (column: string, line: string, cell: string, value: string) => string;
  readonly becomes: string;
  readonly allowed: string;
  readonly wrong: string;
  readonly wrongBody: string;
  readonly decision: string;
  readonly agree: (arm: string) => string;
  readonly otherwise: string;
  readonly otherwiseWith: (arm: string) => string;
  readonly noChoice: string;
  readonly outsideModel: string;
  readonly reasonTitle: string;
  readonly reasons: Readonly<Record<OverrideReason, string>>;
  readonly note: string;
  readonly record: string;
  readonly digitsRecord: string;
  readonly escape: string;
  readonly notRecorded: string;
  readonly undoes: string;
  readonly agreed: (arm: string) => string;
  readonly chosen: (arm: string) => string;
  readonly overridden: (arm: string) => string;
  readonly logLine: (line: string) => string;
  readonly closed: string;
  readonly decided: (patient: string, what: string) => string;
  readonly undone: (patient: string) => string;
  readonly opened: (patient: string, advice: string) => string;
  readonly notModel: string;
  readonly page: (at: string, of: string) => string;
  readonly printedBy: (who: string, at: string) => string;
  readonly sheet: string;
  readonly digest: string;
  readonly publisher: string;
  readonly intendedUse: string;
  readonly file: string;
  readonly user: string;
  readonly time: string;
  readonly model: string;
  readonly patient: string;
  readonly values: string;
}

export const patientWords: Words<PatientWords> = {
  nl: {
    back: 'Patiënten',
    position: (at, of) => `${at} van ${of}`,
    previous: 'Vorige patiënt',
    next: 'Volgende patiënt',
    copyText: 'Kopieer tekst',
    copyPicture: 'Kopieer afbeelding',
    print: 'Afdrukken',
    pdf: 'PDF',
    copied: 'Tekst gekopieerd',
    pictureCopied: 'Afbeelding gekopieerd',
    printed: 'Afgedrukt',
    pdfMade: (name, folder) => `${name} staat in ${folder}`,
    inputs: 'Invoer, zoals begrepen',
    columns: { input: 'Gegeven', value: 'Waarde', column: 'Kolom', cell: 'In bestand' },
    lineOf: (line, file) => `Regel ${line} van ${file}`,
    readAt: (at) => `Ingelezen ${at}`,
    byHand: 'Met de hand ingevoerd',
    onlyPopulation: 'alleen voor de doelgroep',
    states: {
      missing: 'nodig, maar ontbreekt',
      imputed: (value) => `het model rekent met ${value}`,
      leftMissing: 'het model schat zonder deze waarde',
      outsideDevelopment: (range) => `buiten het bereik van de ontwikkeling, ${range}`,
      outsideLimits: (range) => `buiten de grenzen van het model, ${range}`,
      outsidePopulation: 'buiten de doelgroep van dit model',
    },
    whatIf: 'Wat als',
    whatIfTitle: 'Wat als: niet het dossier',
    whatIfBanner: (changes) => `Veranderd: ${changes}.`,
    whatIfEmpty: 'Verander een waarde; het dossier blijft zoals het is.',
    whatIfDecision: 'Besluit, tekst en afdruk zijn van het dossier, niet van wat als.',
    whatIfUnreadable: (inputs) => `Geen schatting: ${inputs} is nog niet met zekerheid te lezen.`,
    toRecord: 'Terug naar het dossier',
    undo: 'Ongedaan maken',
    redo: 'Opnieuw',
    whatIfText: 'Van een wat-als is er geen tekst voor het dossier. Ga terug naar het dossier voor de tekst.',
    inRecord: (value) => `in het dossier: ${value}`,
    warnings: {
      imputed: (label) => `${label} ontbreekt.`,
      imputedBody: (value) => `Het model rekent met ${value}, zoals het zelf voorschrijft.`,
      leftMissing: (label) => `${label} ontbreekt.`,
      leftMissingBody: 'Het model schat zonder deze waarde; de schatting is daardoor onzekerder.',
      outside: (label, value) => `${label}: ${value}`,
      outsideBody: (range) =>
        `ligt buiten het bereik van de ontwikkeling (${range}). Daar is het model niet getoetst.`,
      duplicate: (line) => `Dit patiëntnummer staat ook op regel ${line}.`,
      duplicateBody: 'Ga na welke regel geldt.',
    },
    result: 'Resultaat',
    tabs: { summary: 'Samenvatting', curves: 'Curves', icons: 'Iconen', table: 'Tabel', text: 'Tekst' },
    after: 'Na',
    outcome: 'Uitkomst',
    chance: 'kans op voordeel',
    threshold: (value) => `drempel ${value}`,
    thresholdUpTo: (value) => `drempel hoogstens ${value}`,
    between: (from, to) => `tussen ${from} en ${to}`,
    adviceAt: (time) => `advies geldt voor ${time}`,
    noRule: 'Schatting zonder advies: dit model heeft geen regel voor advies',
    uncertain: 'Voordeel klein of onzeker: de keuze hangt af van voorkeur',
    at: (time) => `na ${time}`,
    of100: 'van 100',
    interval: '95%-interval',
    noInterval: 'niet gegeven',
    difference: 'Verschil',
    differenceWith: (arm, reference) => `Verschil tussen ${arm} en ${reference}`,
    inState: (state, at) => (at === '' ? state : `${state} ${at}`),
    why: 'Waarom dit verschil',
    asEntered: 'zoals ingevuld; met één gegeven anders:',
    with: (label, to) => `${label}: ${to}`,
    instead: (label, to, from) => `${label}: ${to} in plaats van ${from}`,
    noWhy: 'Geen gegeven verandert dit verschil merkbaar.',
    rounded: (at, reference, arm, difference) =>
      `Hele personen, zo afgerond dat ze optellen. Vóór afronding${at === '' ? '' : ` ${at}`}: ${reference} en ${arm}, verschil ${difference}.`,
    computing: 'wordt berekend',
    certain: 'Hoe zeker',
    alike: (of, label, value) => `van ${of} patiënten bij de ontwikkeling met ${label} ${value}`,
    fewAlike: 'minder dan 10',
    missingCount: (count) => (count === '1' ? 'gegeven ontbreekt' : 'gegevens ontbreken'),
    outsideCount: (count) =>
      count === '1'
        ? 'gegeven buiten het bereik van de ontwikkeling'
        : 'gegevens buiten het bereik van de ontwikkeling',
    allThere: 'gegevens ontbreken of liggen buiten het bereik',
    harm: 'Bijwerking',
    harms: 'Bijwerkingen',
    notModelled: 'Niet gemodelleerd. Weeg ze buiten dit model.',
    otherHarms: 'Andere bijwerkingen dan de genoemde zijn niet gemodelleerd.',
    took: (ms) => `Berekend in ${ms} ms`,
    eachFigure: (at) => `Elke figuur is 1 van 100 patiënten zoals deze${at === '' ? '' : `, ${at}`}.`,
    bothIcons: (state, reference) => `${state}, ook met ${reference}`,
    moreIcons: (state, arm) => `extra ${state} met ${arm}`,
    fewerIcons: (state, arm) => `minder ${state} met ${arm}`,
    neitherIcons: (state) => `niet ${state}, met geen van beide`,
    howUncertain: 'Zo onzeker is dat verschil',
    bounds: { lower: 'ondergrens', estimate: 'schatting', upper: 'bovengrens' },
    extra: (count) => `${count} extra`,
    fewer: (count) => `${count} minder`,
    timeAfter: (unit) => `${unit} na het begin`,
    noCurve: 'Dit model schat geen verloop in de tijd, dus er is geen curve.',
    noIcons: 'Deze uitkomst is geen aantal van 100 patiënten, dus er zijn geen iconen.',
    arm: 'Behandeling',
    value: 'Waarde',
    class: 'Groep',
    noAdvice: 'Geen advies',
    noAdviceBody: 'Daarom is er geen getal en geen curve.',
    refused: 'Geweigerd',
    refusedBody: 'Deze regel is niet met zekerheid te lezen. Het model heeft deze patiënt niet gezien.',
    read: 'Gelezen',
    readAs: (column, line, cell, value) => `kolom ${column}, regel ${line}: ${cell} wordt ${value}`,
    becomes: 'wordt',
    allowed: 'Toegestaan',
    wrong: 'Klopt dit niet?',
    wrongBody: 'Verbeter het in het dossier en lees de export opnieuw in, of pas de codes aan bij Import.',
    decision: 'Besluit',
    agree: (arm) => `Akkoord: ${arm}`,
    otherwise: 'Anders, met reden',
    otherwiseWith: (arm) => `Anders: ${arm}`,
    noChoice: 'het model kiest niet',
    outsideModel: 'besluit buiten het model',
    reasonTitle: 'Reden om af te wijken',
    reasons: {
      'patient-wish': 'Wens van patiënt',
      condition: 'Conditie',
      contraindication: 'Contra-indicatie',
      'other-findings': 'Nieuwe bevinding',
      'model-doubted': 'Twijfel aan model',
      other: 'Anders, namelijk',
    },
    note: 'Toelichting',
    record: 'Leg vast',
    digitsRecord: 'legt vast',
    escape: 'terug',
    notRecorded: 'Nog niet vastgelegd,',
    undoes: 'maakt ongedaan',
    agreed: (arm) => `Akkoord: ${arm}`,
    chosen: (arm) => `Besluit: ${arm}`,
    overridden: (arm) => `Anders: ${arm}`,
    logLine: (line) => `logregel ${line}`,
    closed: 'Het logboek is niet in orde: er kan geen besluit worden vastgelegd.',
    decided: (patient, what) => `${patient}: ${what}, vastgelegd`,
    undone: (patient) => `${patient}: besluit ongedaan gemaakt`,
    opened: (patient, advice) => `Patiënt ${patient}. ${advice}`,
    notModel: 'Schatting van een model, geen voorschrift.',
    page: (at, of) => `bladzijde ${at} van ${of}`,
    printedBy: (who, at) => `${who}, ${at}`,
    sheet: 'Uitkomst van een model voor één patiënt',
    digest: 'SHA-256 van het model',
    publisher: 'Uitgever',
    intendedUse: 'Bedoeld voor',
    file: 'Bestand',
    user: 'Gebruiker',
    time: 'Tijd',
    model: 'Model',
    patient: 'Patiënt',
    values: 'Gegevens',
  },
  en: {
    back: 'Patients',
    position: (at, of) => `${at} of ${of}`,
    previous: 'Previous patient',
    next: 'Next patient',
    copyText: 'Copy text',
    copyPicture: 'Copy picture',
    print: 'Print',
    pdf: 'PDF',
    copied: 'Text copied',
    pictureCopied: 'Picture copied',
    printed: 'Printed',
    pdfMade: (name, folder) => `${name} is in ${folder}`,
    inputs: 'Inputs, as understood',
    columns: { input: 'Item', value: 'Value', column: 'Column', cell: 'In file' },
    lineOf: (line, file) => `Line ${line} of ${file}`,
    readAt: (at) => `Read on ${at}`,
    byHand: 'Entered by hand',
    onlyPopulation: 'for the population only',
    states: {
      missing: 'needed, but missing',
      imputed: (value) => `the model takes ${value}`,
      leftMissing: 'the model estimates without this value',
      outsideDevelopment: (range) => `outside the range of development, ${range}`,
      outsideLimits: (range) => `outside the limits of the model, ${range}`,
      outsidePopulation: 'outside the population of this model',
    },
    whatIf: 'What if',
    whatIfTitle: 'What if: not the record',
    whatIfBanner: (changes) => `Changed: ${changes}.`,
    whatIfEmpty: 'Change a value; the record stays as it is.',
    whatIfDecision: 'Decision, text and print are of the record, not of what if.',
    whatIfUnreadable: (inputs) => `No estimate: ${inputs} cannot be read for sure yet.`,
    toRecord: 'Back to the record',
    undo: 'Undo',
    redo: 'Redo',
    whatIfText: 'A what-if has no text for the record. Go back to the record for its text.',
    inRecord: (value) => `in the record: ${value}`,
    warnings: {
      imputed: (label) => `${label} is missing.`,
      imputedBody: (value) => `The model takes ${value}, as it prescribes itself.`,
      leftMissing: (label) => `${label} is missing.`,
      leftMissingBody: 'The model estimates without this value, which makes the estimate less certain.',
      outside: (label, value) => `${label}: ${value}`,
      outsideBody: (range) =>
        `is outside the range of development (${range}). The model was not tested there.`,
      duplicate: (line) => `This patient number is on line ${line} too.`,
      duplicateBody: 'Find out which line holds.',
    },
    result: 'Result',
    tabs: { summary: 'Summary', curves: 'Curves', icons: 'Icons', table: 'Table', text: 'Text' },
    after: 'After',
    outcome: 'Outcome',
    chance: 'chance of benefit',
    threshold: (value) => `threshold ${value}`,
    thresholdUpTo: (value) => `threshold at most ${value}`,
    between: (from, to) => `between ${from} and ${to}`,
    adviceAt: (time) => `advice is for ${time}`,
    noRule: 'Estimate without advice: this model has no rule for advice',
    uncertain: 'Benefit small or uncertain: the choice depends on preference',
    at: (time) => `after ${time}`,
    of100: 'of 100',
    interval: '95% interval',
    noInterval: 'not given',
    difference: 'Difference',
    differenceWith: (arm, reference) => `Difference between ${arm} and ${reference}`,
    inState: (state, at) => (at === '' ? state : `${state} ${at}`),
    why: 'Why this difference',
    asEntered: 'as entered; with one item changed:',
    with: (label, to) => `${label}: ${to}`,
    instead: (label, to, from) => `${label}: ${to} instead of ${from}`,
    noWhy: 'No item changes this difference noticeably.',
    rounded: (at, reference, arm, difference) =>
      `Whole persons, rounded so that they add up. Before rounding${at === '' ? '' : `, ${at}`}: ${reference} and ${arm}, difference ${difference}.`,
    computing: 'being computed',
    certain: 'How certain',
    alike: (of, label, value) => `of ${of} patients of the development with ${label} ${value}`,
    fewAlike: 'fewer than 10',
    missingCount: (count) => (count === '1' ? 'item missing' : 'items missing'),
    outsideCount: (count) =>
      count === '1' ? 'item outside the range of development' : 'items outside the range of development',
    allThere: 'items missing or outside the range',
    harm: 'Harm',
    harms: 'Harms',
    notModelled: 'Not modelled. Weigh them outside this model.',
    otherHarms: 'Other harms than those named are not modelled.',
    took: (ms) => `Computed in ${ms} ms`,
    eachFigure: (at) => `Each figure is 1 of 100 patients like this one${at === '' ? '' : `, ${at}`}.`,
    bothIcons: (state, reference) => `${state}, with ${reference} too`,
    moreIcons: (state, arm) => `extra ${state} with ${arm}`,
    fewerIcons: (state, arm) => `fewer ${state} with ${arm}`,
    neitherIcons: (state) => `not ${state}, with neither`,
    howUncertain: 'How uncertain that difference is',
    bounds: { lower: 'lower bound', estimate: 'estimate', upper: 'upper bound' },
    extra: (count) => `${count} extra`,
    fewer: (count) => `${count} fewer`,
    timeAfter: (unit) => `${unit} after the start`,
    noCurve: 'This model estimates no course over time, so there is no curve.',
    noIcons: 'This outcome is no number of 100 patients, so there are no icons.',
    arm: 'Treatment',
    value: 'Value',
    class: 'Group',
    noAdvice: 'No recommendation',
    noAdviceBody: 'So there is no number and no curve.',
    refused: 'Refused',
    refusedBody: 'This line cannot be read with certainty. The model has not seen this patient.',
    read: 'Read',
    readAs: (column, line, cell, value) => `column ${column}, line ${line}: ${cell} becomes ${value}`,
    becomes: 'becomes',
    allowed: 'Allowed',
    wrong: 'Is this wrong?',
    wrongBody: 'Correct it in the record and read the export again, or change the codes at Import.',
    decision: 'Decision',
    agree: (arm) => `Agree: ${arm}`,
    otherwise: 'Other, with reason',
    otherwiseWith: (arm) => `Other: ${arm}`,
    noChoice: 'the model does not choose',
    outsideModel: 'decided outside the model',
    reasonTitle: 'Reason to deviate',
    reasons: {
      'patient-wish': "Patient's wish",
      condition: 'Condition',
      contraindication: 'Contraindication',
      'other-findings': 'New finding',
      'model-doubted': 'Model doubted',
      other: 'Other, namely',
    },
    note: 'Note',
    record: 'Record',
    digitsRecord: 'record',
    escape: 'back',
    notRecorded: 'Not recorded yet,',
    undoes: 'undoes',
    agreed: (arm) => `Agreed: ${arm}`,
    chosen: (arm) => `Decided: ${arm}`,
    overridden: (arm) => `Other: ${arm}`,
    logLine: (line) => `log line ${line}`,
    closed: 'The log is not in order: no decision can be recorded.',
    decided: (patient, what) => `${patient}: ${what}, recorded`,
    undone: (patient) => `${patient}: decision undone`,
    opened: (patient, advice) => `Patient ${patient}. ${advice}`,
    notModel: 'An estimate of a model, not a prescription.',
    page: (at, of) => `page ${at} of ${of}`,
    printedBy: (who, at) => `${who}, ${at}`,
    sheet: 'Result of a model for one patient',
    digest: 'SHA-256 of the model',
    publisher: 'Publisher',
    intendedUse: 'Intended for',
    file: 'File',
    user: 'User',
    time: 'Time',
    model: 'Model',
    patient: 'Patient',
    values: 'Items',
  },
  de: {
    back: 'Patienten',
    position: (at, of) => `${at} von ${of}`,
    previous: 'Vorheriger Patient',
    next: 'Nächster Patient',
    copyText: 'Text kopieren',
    copyPicture: 'Bild kopieren',
    print: 'Drucken',
    pdf: 'PDF',
    copied: 'Text kopiert',
    pictureCopied: 'Bild kopiert',
    printed: 'Gedruckt',
    pdfMade: (name, folder) => `${name} liegt in ${folder}`,
    inputs: 'Eingaben, wie verstanden',
    columns: { input: 'Angabe', value: 'Wert', column: 'Spalte', cell: 'In der Datei' },
    lineOf: (line, file) => `Zeile ${line} von ${file}`,
    readAt: (at) => `Gelesen ${at}`,
    byHand: 'Von Hand eingegeben',
    onlyPopulation: 'nur für die Zielgruppe',
    states: {
      missing: 'nötig, fehlt aber',
      imputed: (value) => `das Modell rechnet mit ${value}`,
      leftMissing: 'das Modell schätzt ohne diesen Wert',
      outsideDevelopment: (range) => `außerhalb des Entwicklungsbereichs, ${range}`,
      outsideLimits: (range) => `außerhalb der Grenzen des Modells, ${range}`,
      outsidePopulation: 'außerhalb der Zielgruppe dieses Modells',
    },
    whatIf: 'Was wäre wenn',
    whatIfTitle: 'Was wäre wenn: nicht die Akte',
    whatIfBanner: (changes) => `Geändert: ${changes}.`,
    whatIfEmpty: 'Ändern Sie einen Wert; die Akte bleibt, wie sie ist.',
    whatIfDecision: 'Entscheidung, Text und Druck gehören zur Akte, nicht zu „was wäre wenn“.',
    whatIfUnreadable: (inputs) => `Keine Schätzung: ${inputs} ist noch nicht sicher zu lesen.`,
    toRecord: 'Zurück zur Akte',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    whatIfText:
      'Zu „Was wäre wenn“ gibt es keinen Text für die Akte. Gehen Sie für den Text zurück zur Akte.',
    inRecord: (value) => `in der Akte: ${value}`,
    warnings: {
      imputed: (label) => `${label} fehlt.`,
      imputedBody: (value) => `Das Modell rechnet mit ${value}, wie es selbst vorschreibt.`,
      leftMissing: (label) => `${label} fehlt.`,
      leftMissingBody: 'Das Modell schätzt ohne diesen Wert; die Schätzung ist dadurch unsicherer.',
      outside: (label, value) => `${label}: ${value}`,
      outsideBody: (range) =>
        `liegt außerhalb des Entwicklungsbereichs (${range}). Dort ist das Modell nicht geprüft.`,
      duplicate: (line) => `Diese Patientennummer steht auch in Zeile ${line}.`,
      duplicateBody: 'Klären Sie, welche Zeile gilt.',
    },
    result: 'Ergebnis',
    tabs: { summary: 'Übersicht', curves: 'Kurven', icons: 'Figuren', table: 'Tabelle', text: 'Text' },
    after: 'Nach',
    outcome: 'Endpunkt',
    chance: 'Nutzenwahrscheinlichkeit',
    threshold: (value) => `Schwelle ${value}`,
    thresholdUpTo: (value) => `Schwelle höchstens ${value}`,
    between: (from, to) => `zwischen ${from} und ${to}`,
    adviceAt: (time) => `Empfehlung gilt für ${time}`,
    noRule: 'Schätzung ohne Empfehlung: dieses Modell hat keine Regel dafür',
    uncertain: 'Nutzen klein oder unsicher: die Wahl hängt von der Präferenz ab',
    at: (time) => `nach ${toDative(time)}`,
    of100: 'von 100',
    interval: '95-%-Intervall',
    noInterval: 'nicht angegeben',
    difference: 'Unterschied',
    differenceWith: (arm, reference) => `Unterschied zwischen ${arm} und ${reference}`,
    inState: (state, at) => (at === '' ? state : `${state} ${at}`),
    why: 'Warum dieser Unterschied',
    asEntered: 'wie eingegeben; mit einer Angabe anders:',
    with: (label, to) => `${label}: ${to}`,
    instead: (label, to, from) => `${label}: ${to} statt ${from}`,
    noWhy: 'Keine Angabe ändert diesen Unterschied merklich.',
    rounded: (at, reference, arm, difference) =>
      `Ganze Personen, so gerundet, dass die Summe stimmt. Vor dem Runden${at === '' ? '' : ` ${at}`}: ${reference} und ${arm}, Unterschied ${difference}.`,
    computing: 'wird berechnet',
    certain: 'Wie sicher',
    alike: (of, label, value) => `von ${of} Patienten der Entwicklung mit ${label} ${value}`,
    fewAlike: 'weniger als 10',
    missingCount: (count) => (count === '1' ? 'Angabe fehlt' : 'Angaben fehlen'),
    outsideCount: (count) =>
      count === '1'
        ? 'Angabe außerhalb des Entwicklungsbereichs'
        : 'Angaben außerhalb des Entwicklungsbereichs',
    allThere: 'Angaben fehlen oder liegen außerhalb',
    harm: 'Nebenwirkung',
    harms: 'Nebenwirkungen',
    notModelled: 'Nicht modelliert. Außerhalb dieses Modells abwägen.',
    otherHarms: 'Andere Nebenwirkungen als die genannten sind nicht modelliert.',
    took: (ms) => `Berechnet in ${ms} ms`,
    eachFigure: (at) => `Jede Figur ist 1 von 100 Patienten wie diesem${at === '' ? '' : `, ${at}`}.`,
    bothIcons: (state, reference) => `${state}, auch mit ${reference}`,
    moreIcons: (state, arm) => `zusätzlich ${state} mit ${arm}`,
    fewerIcons: (state, arm) => `weniger ${state} mit ${arm}`,
    neitherIcons: (state) => `nicht ${state}, mit keinem von beiden`,
    howUncertain: 'So unsicher ist dieser Unterschied',
    bounds: { lower: 'Untergrenze', estimate: 'Schätzung', upper: 'Obergrenze' },
    extra: (count) => `${count} mehr`,
    fewer: (count) => `${count} weniger`,
    timeAfter: (unit) => `${unit} nach Beginn`,
    noCurve: 'Dieses Modell schätzt keinen Verlauf, daher gibt es keine Kurve.',
    noIcons: 'Dieses Ergebnis ist keine Zahl von 100 Patienten, daher gibt es keine Figuren.',
    arm: 'Behandlung',
    value: 'Wert',
    class: 'Gruppe',
    noAdvice: 'Keine Empfehlung',
    noAdviceBody: 'Daher gibt es keine Zahl und keine Kurve.',
    refused: 'Abgelehnt',
    refusedBody:
      'Diese Zeile ist nicht mit Sicherheit zu lesen. Das Modell hat diesen Patienten nicht gesehen.',
    read: 'Gelesen',
    readAs: (column, line, cell, value) => `Spalte ${column}, Zeile ${line}: ${cell} wird ${value}`,
    becomes: 'wird',
    allowed: 'Erlaubt',
    wrong: 'Stimmt das nicht?',
    wrongBody: 'In der Akte berichtigen und den Export neu einlesen, oder die Codes beim Import anpassen.',
    decision: 'Entscheidung',
    agree: (arm) => `Einverstanden: ${arm}`,
    otherwise: 'Anders, mit Grund',
    otherwiseWith: (arm) => `Anders: ${arm}`,
    noChoice: 'das Modell wählt nicht',
    outsideModel: 'außerhalb des Modells entscheiden',
    reasonTitle: 'Grund der Abweichung',
    reasons: {
      'patient-wish': 'Patientenwunsch',
      condition: 'Allgemeinzustand',
      contraindication: 'Kontraindikation',
      'other-findings': 'Neuer Befund',
      'model-doubted': 'Zweifel am Modell',
      other: 'Anders, nämlich',
    },
    note: 'Anmerkung',
    record: 'Festhalten',
    digitsRecord: 'hält fest',
    escape: 'zurück',
    notRecorded: 'Noch offen,',
    undoes: 'macht rückgängig',
    agreed: (arm) => `Einverstanden: ${arm}`,
    chosen: (arm) => `Entschieden: ${arm}`,
    overridden: (arm) => `Anders: ${arm}`,
    logLine: (line) => `Protokollzeile ${line}`,
    closed: 'Das Protokoll ist nicht in Ordnung: es kann keine Entscheidung festgehalten werden.',
    decided: (patient, what) => `${patient}: ${what}, festgehalten`,
    undone: (patient) => `${patient}: Entscheidung rückgängig gemacht`,
    opened: (patient, advice) => `Patient ${patient}. ${advice}`,
    notModel: 'Schätzung eines Modells, keine Vorschrift.',
    page: (at, of) => `Seite ${at} von ${of}`,
    printedBy: (who, at) => `${who}, ${at}`,
    sheet: 'Ergebnis eines Modells für einen Patienten',
    digest: 'SHA-256 des Modells',
    publisher: 'Herausgeber',
    intendedUse: 'Bestimmt für',
    file: 'Datei',
    user: 'Benutzer',
    time: 'Zeit',
    model: 'Modell',
    patient: 'Patient',
    values: 'Angaben',
  },
};
