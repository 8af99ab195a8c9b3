import type { Words } from '#renderer/strings/language.ts';

interface CompareWords {
  readonly title: string;
  readonly patient: (patient: string) => string;
  readonly otherModel: string;
  readonly none: string;
  readonly noneBody: string;
  readonly toModels: string;
  readonly toPatient: string;
  readonly inUse: string;
  readonly notAsked: string;
  readonly lacking: (inputs: string) => string;
  readonly inputs: string;
  readonly sameInputs: string;
  readonly onlyOne: string;
  readonly input: string;
  readonly imputed: (value: string) => string;
  readonly notInFile: string;
  readonly otherQuestion: string;
  readonly apart: (persons: string) => string;
  readonly sameAdvice: string;
  readonly otherAdvice: string;
  readonly refusedRow: string;
  readonly noPlaceToDecide: string;
}

export const compareWords: Words<CompareWords> = {
  nl: {
    title: 'Vergelijken',
    patient: (patient) => `Patiënt ${patient}`,
    otherModel: 'Vergelijken met',
    none: 'Er is geen tweede model om mee te vergelijken',
    noneBody: 'Een tweede vrijgegeven model, of dat van de demonstratie, verschijnt hier vanzelf.',
    toModels: 'Naar Modellen',
    toPatient: 'Naar de patiënt',
    inUse: 'in gebruik',
    notAsked: 'Niet gevraagd',
    lacking: (inputs) => `Het bestand geeft dit model niet: ${inputs}.`,
    inputs: 'Gegevens die verschillen',
    sameInputs: 'Beide modellen krijgen dezelfde waarden.',
    onlyOne: 'vraagt dit niet',
    input: 'Gegeven',
    imputed: (value) => `ontbreekt, rekent met ${value}`,
    notInFile: 'niet in het bestand',
    otherQuestion: 'De modellen schatten niet hetzelfde; de getallen zijn niet naast elkaar te leggen.',
    apart: (persons) => `De verschillen liggen ${persons} per 100 uit elkaar.`,
    sameAdvice: 'Beide modellen komen op hetzelfde uit.',
    otherAdvice: 'De modellen komen niet op hetzelfde uit.',
    refusedRow: 'Deze regel is geweigerd: geen van de modellen heeft deze patiënt gezien.',
    noPlaceToDecide: 'Een besluit wordt bij de patiënt vastgelegd, met het model dat in gebruik is.',
  },
  en: {
    title: 'Compare',
    patient: (patient) => `Patient ${patient}`,
    otherModel: 'Compare with',
    none: 'There is no second model to compare with',
    noneBody: 'A second released model, or that of the demonstration, appears here by itself.',
    toModels: 'To Models',
    toPatient: 'To the patient',
    inUse: 'in use',
    notAsked: 'Not asked',
    lacking: (inputs) => `The file does not give this model: ${inputs}.`,
    inputs: 'Items that differ',
    sameInputs: 'Both models are given the same values.',
    onlyOne: 'does not ask this',
    input: 'Item',
    imputed: (value) => `missing, takes ${value}`,
    notInFile: 'not in the file',
    otherQuestion: 'The models do not estimate the same; their numbers cannot be laid side by side.',
    apart: (persons) => `The differences are ${persons} per 100 apart.`,
    sameAdvice: 'Both models come out the same.',
    otherAdvice: 'The models do not come out the same.',
    refusedRow: 'This line was refused: neither model has seen this patient.',
    noPlaceToDecide: 'A decision is recorded at the patient, with the model that is in use.',
  },
  de: {
    title: 'Vergleichen',
    patient: (patient) => `Patient ${patient}`,
    otherModel: 'Vergleichen mit',
    none: 'Es gibt kein zweites Modell zum Vergleichen',
    noneBody: 'Ein zweites freigegebenes Modell, oder das der Demonstration, erscheint hier von selbst.',
    toModels: 'Zu den Modellen',
    toPatient: 'Zum Patienten',
    inUse: 'in Verwendung',
    notAsked: 'Nicht gefragt',
    lacking: (inputs) => `Die Datei gibt diesem Modell nicht: ${inputs}.`,
    inputs: 'Angaben, die sich unterscheiden',
    sameInputs: 'Beide Modelle bekommen dieselben Werte.',
    onlyOne: 'fragt dies nicht',
    input: 'Angabe',
    imputed: (value) => `fehlt, rechnet mit ${value}`,
    notInFile: 'nicht in der Datei',
    otherQuestion: 'Die Modelle schätzen nicht dasselbe; ihre Zahlen lassen sich nicht nebeneinanderlegen.',
    apart: (persons) => `Die Unterschiede liegen ${persons} pro 100 auseinander.`,
    sameAdvice: 'Beide Modelle kommen zum selben Ergebnis.',
    otherAdvice: 'Die Modelle kommen nicht zum selben Ergebnis.',
    refusedRow: 'Diese Zeile wurde abgelehnt: keines der Modelle hat diesen Patienten gesehen.',
    noPlaceToDecide: 'Eine Entscheidung wird beim Patienten festgehalten, mit dem verwendeten Modell.',
  },
};
