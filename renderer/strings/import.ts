import type { DialectFacet, Sureness } from '#core/detect/dialect-suggestion.ts';
import type { Words } from '#renderer/strings/language.ts';

interface ImportWords {
  readonly title: string;
  readonly steps: readonly [string, string, string];
  readonly noFile: string;
  readonly open: string;
  readonly facets: Readonly<Record<DialectFacet | 'sheet', string>>;
  readonly sureness: Readonly<Record<Sureness | 'stated', string>>;
  readonly values: Readonly<Record<string, string>>;
  readonly line: (line: string) => string;
  readonly provisional: string;
  readonly wholeFile: string;
  readonly skipped: string;
  readonly broken: string;
  readonly blank: string;
  readonly patientNumber: string;
  readonly input: string;
  readonly unit: string;
  readonly column: string;
  readonly reading: string;
  readonly fine: string;
  readonly missing: string;
  readonly outside: string;
  readonly notUnderstood: string;
  readonly values12: (inputs: string, rows: string) => string;
  readonly confirm: string;
  readonly rowStates: Readonly<Record<'confirmed' | 'certain' | 'absent', string>>;
  readonly change: string;
  readonly notInFile: string;
  readonly choose: string;
  readonly confirmCertain: (count: string) => string;
  readonly books: string;
  readonly booksLater: string;
  readonly read: string;
  readonly scorable: string;
  readonly flagged: string;
  readonly withoutAdvice: string;
  readonly refused: string;
  readonly skippedRows: string;
  readonly patients: (patients: string) => string;
  readonly duplicates: (rows: string) => string;
  readonly acceptRefused: string;
  readonly acceptNoExpectation: string;
  readonly acceptMoved: string;
  readonly moved: (columns: string) => string;
  readonly noPatient: string;
  readonly chooseVisit: (rows: string) => string;
  readonly toAnswer: (count: string) => string;
  readonly toConfirm: (count: string) => string;
  readonly allConfirmed: string;
  readonly checkedReady: string;
  readonly save: string;
  readonly saved: (name: string, version: string) => string;
  readonly profileName: string;
  readonly chooseMapping: string;
  readonly check: string;
  readonly show: string;
  readonly toBatch: string;
  readonly undo: string;
  readonly redo: string;
  readonly withProfile: string;
  readonly visits: string;
  readonly visitRules: Readonly<Record<'none' | 'every' | 'first' | 'last' | 'before' | 'complete', string>>;
  readonly dateColumn: string;
  readonly editTitle: (input: string) => string;
  readonly otherColumns: string;
  readonly codes: string;
  readonly meansUnknown: string;
  readonly decimal: string;
  readonly thousands: string;
  readonly none: string;
  readonly dateForm: string;
  readonly chooseForm: string;
  readonly fromDates: string;
  readonly from: string;
  readonly to: string;
  readonly skips: string;
  readonly dontSkip: string;
  readonly times: (count: string) => string;
  readonly chooseShort: string;
  readonly birth: string;
  readonly at: string;
  readonly apply: string;
  readonly because: string;
  readonly lookAt: string;
  readonly noCategory: (texts: string) => string;
  readonly readAsUnknown: (texts: string) => string;
  readonly notReadAsUnknown: (texts: string) => string;
}

export const importWords: Words<ImportWords> = {
  nl: {
    title: 'Import',
    steps: ['Bestand', 'Kolommen', 'Controle'],
    noFile: 'Sleep een export op dit venster, of open er een.',
    open: 'Bestand openen',
    facets: {
      encoding: 'Codering',
      newline: 'Regeleinde',
      delimiter: 'Scheiding',
      decimal: 'Decimaal',
      'separator-line': 'Regel sep=',
      header: 'Kopregel',
      sheet: 'Blad',
    },
    sureness: {
      certain: 'zeker',
      likely: 'waarschijnlijk',
      assumed: 'aangenomen',
      undecided: 'onbeslist',
      stated: 'door u gekozen',
    },
    values: {
      ';': 'puntkomma ;',
      ',': 'komma ,',
      '\t': 'tab',
      '|': 'streep |',
      'decimal ,': 'komma 4,5',
      'decimal .': 'punt 4.5',
      '\r\n': 'CR LF',
      '\n': 'LF',
      '\r': 'CR',
      true: 'ja',
      false: 'nee',
    },
    line: (line) => `regel ${line}`,
    provisional: 'Voorlopig: begin, midden en eind van het bestand zijn bekeken.',
    wholeFile: 'Het hele bestand is gelezen.',
    skipped: 'overgeslagen',
    broken: 'geweigerd',
    blank: 'leeg',
    patientNumber: 'Patiëntnummer',
    input: 'Invoer van model',
    unit: 'Eenheid',
    column: 'Kolom',
    reading: 'Omzetting, met voorbeeld',
    fine: 'goed',
    missing: 'ontbr.',
    outside: 'buiten',
    notUnderstood: 'niet begrepen',
    values12: (inputs, rows) => `Waarden, ${inputs} × ${rows}`,
    confirm: 'Bevestigen',
    rowStates: { confirmed: 'bevestigd', certain: 'zonder twijfel', absent: 'niet in het bestand' },
    change: 'Wijzigen',
    notInFile: 'staat niet in het bestand',
    choose: 'Kies een kolom',
    confirmCertain: (count) => `${count} zonder twijfel bevestigen`,
    books: 'De boeken',
    booksLater: 'Na de controle staat hier wat van elke regel wordt.',
    read: 'regels gelezen',
    scorable: 'te scoren',
    flagged: 'te scoren, met waarschuwing',
    withoutAdvice: 'geen advies',
    refused: 'geweigerd',
    skippedRows: 'overgeslagen',
    patients: (patients) => `${patients} patiënten`,
    duplicates: (rows) => `${rows} regels van patiënten die vaker voorkomen`,
    acceptMoved: 'Nagekeken: de koppeling klopt nog',
    moved: (columns) =>
      `Ziet er anders uit dan toen de koppeling werd gemaakt: ${columns}. Kijk na of de kolommen nog hetzelfde betekenen.`,
    noPatient: 'Geen enkele regel kon als patiënt worden gelezen. Kijk naar de kolommen en codes.',
    chooseVisit: (rows) =>
      `${rows} regels zijn van patiënten met meer dan één regel. Kies bij "Meer regels per patiënt" welke telt.`,
    toAnswer: (count) =>
      count === '1'
        ? 'Nog 1 vraag te beantwoorden, rechts bij de boeken.'
        : `Nog ${count} vragen te beantwoorden, rechts bij de boeken.`,
    acceptRefused: 'Ik weet dat deze regels worden geweigerd',
    acceptNoExpectation:
      'Te weinig patiënten om een verschoven kolom later te herkennen: ik ga daarmee akkoord',
    toConfirm: (count) => `Nog ${count} te bevestigen:`,
    allConfirmed: 'Alles bevestigd. Controleer nu het hele bestand.',
    checkedReady: 'Gecontroleerd.',
    save: 'Bewaar als koppeling',
    saved: (name, version) => `Koppeling ${name}, versie ${version}`,
    profileName: 'Naam van de koppeling',
    chooseMapping: 'Koppeling kiezen',
    check: 'Controleren',
    show: 'Naar patiënten',
    toBatch: 'Naar batch',
    undo: 'Ongedaan maken',
    redo: 'Opnieuw',
    withProfile: 'Koppeling toepassen',
    visits: 'Meer regels per patiënt',
    visitRules: {
      none: 'niet gekozen',
      every: 'elke regel telt',
      first: 'de eerste',
      last: 'de laatste',
      before: 'de laatste vóór een datum',
      complete: 'de laatste volledige',
    },
    dateColumn: 'Datumkolom',
    editTitle: (input) => `Waar staat "${input}"?`,
    otherColumns: 'Andere kolommen',
    codes: 'Codes',
    meansUnknown: 'betekent onbekend',
    decimal: 'Decimaalteken',
    thousands: 'Duizendtalteken',
    none: 'geen',
    dateForm: 'schrijfwijze',
    chooseForm: 'kies hoe de datum is geschreven',
    fromDates: 'berekenen uit twee datums',
    from: 'Van datum',
    to: 'Tot datum',
    skips: 'Geen patiënt, wordt overgeslagen: regels met',
    dontSkip: 'Niet overslaan',
    times: (count) => `${count} keer`,
    chooseShort: 'Kiezen',
    birth: 'Geboortedatum',
    at: 'Op datum',
    apply: 'Zo lezen',
    because: 'Waarom voorgesteld',
    lookAt: 'Kijk hiernaar',
    noCategory: (texts) => `geen categorie: ${texts}; deze regels worden geweigerd`,
    readAsUnknown: (texts) => `gelezen als onbekend: ${texts}`,
    notReadAsUnknown: (texts) => `kan onbekend betekenen, wordt zo niet gelezen: ${texts}`,
  },
  en: {
    title: 'Import',
    steps: ['File', 'Columns', 'Check'],
    noFile: 'Drop an export on this window, or open one.',
    open: 'Open a file',
    facets: {
      encoding: 'Encoding',
      newline: 'Line break',
      delimiter: 'Delimiter',
      decimal: 'Decimal mark',
      'separator-line': 'sep= line',
      header: 'Header',
      sheet: 'Sheet',
    },
    sureness: {
      certain: 'certain',
      likely: 'likely',
      assumed: 'assumed',
      undecided: 'undecided',
      stated: 'chosen by you',
    },
    values: {
      ';': 'semicolon ;',
      ',': 'comma ,',
      '\t': 'tab',
      '|': 'bar |',
      'decimal ,': 'comma 4,5',
      'decimal .': 'point 4.5',
      '\r\n': 'CR LF',
      '\n': 'LF',
      '\r': 'CR',
      true: 'yes',
      false: 'no',
    },
    line: (line) => `line ${line}`,
    provisional: 'Provisional: head, middle and tail of the file were looked at.',
    wholeFile: 'The whole file was read.',
    skipped: 'skipped',
    broken: 'refused',
    blank: 'blank',
    patientNumber: 'Patient number',
    input: 'Input of the model',
    unit: 'Unit',
    column: 'Column',
    reading: 'Reading, with an example',
    fine: 'fine',
    missing: 'missing',
    outside: 'outside',
    notUnderstood: 'not understood',
    values12: (inputs, rows) => `Values, ${inputs} × ${rows}`,
    confirm: 'Confirm',
    rowStates: { confirmed: 'confirmed', certain: 'without doubt', absent: 'not in the file' },
    change: 'Change',
    notInFile: 'not in the file',
    choose: 'Choose a column',
    confirmCertain: (count) => `Confirm ${count} without doubt`,
    books: 'The books',
    booksLater: 'After the check this says what becomes of each row.',
    read: 'rows read',
    scorable: 'to be scored',
    flagged: 'to be scored, with a warning',
    withoutAdvice: 'no recommendation',
    refused: 'refused',
    skippedRows: 'skipped',
    patients: (patients) => `${patients} patients`,
    duplicates: (rows) => `${rows} rows of patients who stand here more than once`,
    acceptMoved: 'Checked: the mapping still holds',
    moved: (columns) =>
      `Looks different from when the mapping was made: ${columns}. Check that the columns still mean the same.`,
    noPatient: 'No row could be read as a patient. Look at the columns and codes.',
    chooseVisit: (rows) =>
      `${rows} rows are of patients with more than one row. Choose which one counts under "Several rows per patient".`,
    toAnswer: (count) =>
      count === '1'
        ? '1 question left to answer, on the right beside the books.'
        : `${count} questions left to answer, on the right beside the books.`,
    acceptRefused: 'I know that these rows are refused',
    acceptNoExpectation: 'Too few patients to notice a moved column later: I accept that',
    toConfirm: (count) => `${count} still to confirm:`,
    allConfirmed: 'All confirmed. Now check the whole file.',
    checkedReady: 'Checked.',
    save: 'Save as a mapping',
    saved: (name, version) => `Mapping ${name}, version ${version}`,
    profileName: 'Name of the mapping',
    chooseMapping: 'Choose the mapping',
    check: 'Check',
    show: 'To the patients',
    toBatch: 'To the batch',
    undo: 'Undo',
    redo: 'Redo',
    withProfile: 'Use a mapping',
    visits: 'Several rows per patient',
    visitRules: {
      none: 'not chosen',
      every: 'every row counts',
      first: 'the first',
      last: 'the last',
      before: 'the last before a date',
      complete: 'the last complete one',
    },
    dateColumn: 'Column of dates',
    editTitle: (input) => `Where is "${input}"?`,
    otherColumns: 'Other columns',
    codes: 'Codes',
    meansUnknown: 'means not known',
    decimal: 'Decimal mark',
    thousands: 'Thousands mark',
    none: 'none',
    dateForm: 'how it is written',
    chooseForm: 'choose how the date is written',
    fromDates: 'compute from two dates',
    from: 'From date',
    to: 'To date',
    skips: 'No patient, skipped: rows with',
    dontSkip: 'Do not skip',
    times: (count) => (count === '1' ? 'once' : `${count} times`),
    chooseShort: 'Choose',
    birth: 'Date of birth',
    at: 'On date',
    apply: 'Read it so',
    because: 'Why it is suggested',
    lookAt: 'Look at this',
    noCategory: (texts) => `no category: ${texts}; these rows are refused`,
    readAsUnknown: (texts) => `read as not known: ${texts}`,
    notReadAsUnknown: (texts) => `may mean not known, is not read so: ${texts}`,
  },
  de: {
    title: 'Import',
    steps: ['Datei', 'Spalten', 'Prüfung'],
    noFile: 'Ziehen Sie einen Export auf dieses Fenster, oder öffnen Sie einen.',
    open: 'Datei öffnen',
    facets: {
      encoding: 'Kodierung',
      newline: 'Zeilenende',
      delimiter: 'Trennung',
      decimal: 'Dezimalzeichen',
      'separator-line': 'Zeile sep=',
      header: 'Kopfzeile',
      sheet: 'Blatt',
    },
    sureness: {
      certain: 'sicher',
      likely: 'wahrscheinlich',
      assumed: 'angenommen',
      undecided: 'unentschieden',
      stated: 'von Ihnen gewählt',
    },
    values: {
      ';': 'Semikolon ;',
      ',': 'Komma ,',
      '\t': 'Tabulator',
      '|': 'Strich |',
      'decimal ,': 'Komma 4,5',
      'decimal .': 'Punkt 4.5',
      '\r\n': 'CR LF',
      '\n': 'LF',
      '\r': 'CR',
      true: 'ja',
      false: 'nein',
    },
    line: (line) => `Zeile ${line}`,
    provisional: 'Vorläufig: Anfang, Mitte und Ende der Datei wurden angesehen.',
    wholeFile: 'Die ganze Datei wurde gelesen.',
    skipped: 'übersprungen',
    broken: 'abgelehnt',
    blank: 'leer',
    patientNumber: 'Patientennummer',
    input: 'Eingabe des Modells',
    unit: 'Einheit',
    column: 'Spalte',
    reading: 'Umwandlung, mit Beispiel',
    fine: 'gut',
    missing: 'fehlt',
    outside: 'außer',
    notUnderstood: 'nicht verstanden',
    values12: (inputs, rows) => `Werte, ${inputs} × ${rows}`,
    confirm: 'Bestätigen',
    rowStates: { confirmed: 'bestätigt', certain: 'ohne Zweifel', absent: 'nicht in der Datei' },
    change: 'Ändern',
    notInFile: 'steht nicht in der Datei',
    choose: 'Spalte wählen',
    confirmCertain: (count) => `${count} ohne Zweifel bestätigen`,
    books: 'Die Bücher',
    booksLater: 'Nach der Prüfung steht hier, was aus jeder Zeile wird.',
    read: 'Zeilen gelesen',
    scorable: 'zu berechnen',
    flagged: 'zu berechnen, mit Warnung',
    withoutAdvice: 'keine Empfehlung',
    refused: 'abgelehnt',
    skippedRows: 'übersprungen',
    patients: (patients) => `${patients} Patienten`,
    duplicates: (rows) => `${rows} Zeilen von Patienten, die mehrmals vorkommen`,
    acceptMoved: 'Geprüft: die Zuordnung stimmt noch',
    moved: (columns) =>
      `Sieht anders aus als bei der Erstellung der Zuordnung: ${columns}. Prüfen Sie, ob die Spalten noch dasselbe bedeuten.`,
    noPatient: 'Keine Zeile konnte als Patient gelesen werden. Prüfen Sie Spalten und Codes.',
    chooseVisit: (rows) =>
      `${rows} Zeilen gehören zu Patienten mit mehr als einer Zeile. Wählen Sie unter „Mehrere Zeilen pro Patient“, welche zählt.`,
    toAnswer: (count) =>
      count === '1'
        ? 'Noch 1 Frage zu beantworten, rechts bei den Büchern.'
        : `Noch ${count} Fragen zu beantworten, rechts bei den Büchern.`,
    acceptRefused: 'Ich weiß, dass diese Zeilen abgelehnt werden',
    acceptNoExpectation:
      'Zu wenige Patienten, um eine verschobene Spalte später zu erkennen: ich bin einverstanden',
    toConfirm: (count) => `Noch ${count} zu bestätigen:`,
    allConfirmed: 'Alles bestätigt. Jetzt die ganze Datei prüfen.',
    checkedReady: 'Geprüft.',
    save: 'Als Zuordnung speichern',
    saved: (name, version) => `Zuordnung ${name}, Version ${version}`,
    profileName: 'Name der Zuordnung',
    chooseMapping: 'Zuordnung wählen',
    check: 'Prüfen',
    show: 'Zu den Patienten',
    toBatch: 'Zum Stapel',
    undo: 'Rückgängig',
    redo: 'Wiederholen',
    withProfile: 'Zuordnung anwenden',
    visits: 'Mehrere Zeilen pro Patient',
    visitRules: {
      none: 'nicht gewählt',
      every: 'jede Zeile zählt',
      first: 'die erste',
      last: 'die letzte',
      before: 'die letzte vor einem Datum',
      complete: 'die letzte vollständige',
    },
    dateColumn: 'Datumsspalte',
    editTitle: (input) => `Wo steht „${input}“?`,
    otherColumns: 'Andere Spalten',
    codes: 'Codes',
    meansUnknown: 'bedeutet unbekannt',
    decimal: 'Dezimalzeichen',
    thousands: 'Tausenderzeichen',
    none: 'keines',
    dateForm: 'Schreibweise',
    chooseForm: 'wählen, wie das Datum geschrieben ist',
    fromDates: 'aus zwei Daten berechnen',
    from: 'Von Datum',
    to: 'Bis Datum',
    skips: 'Kein Patient, wird übersprungen: Zeilen mit',
    dontSkip: 'Nicht überspringen',
    times: (count) => `${count}-mal`,
    chooseShort: 'Wählen',
    birth: 'Geburtsdatum',
    at: 'Am Datum',
    apply: 'So lesen',
    because: 'Warum vorgeschlagen',
    lookAt: 'Sehen Sie sich das an',
    noCategory: (texts) => `keine Kategorie: ${texts}; diese Zeilen werden abgelehnt`,
    readAsUnknown: (texts) => `als unbekannt gelesen: ${texts}`,
    notReadAsUnknown: (texts) => `kann unbekannt bedeuten, wird nicht so gelesen: ${texts}`,
  },
};
