import type { Manifest } from '#core/bundle/manifest.ts';

export type Language = Manifest['languages'][number];

/** The words of a result sentence in one language. Numbers come as text, in the language's own form. */
export interface Phrases {
  readonly decimal: ',' | '.';
  readonly favours: (arm: string) => string;
  readonly uncertain: string;
  readonly noRecommendation: string;
  readonly estimate: (parts: {
    readonly state: string;
    /** With a space behind it; empty where the outcome has no horizon. */
    readonly after: string;
    readonly reference: string;
    readonly ofReference: string;
    /** Whether that is one person, of whom a verb speaks otherwise. */
    readonly oneOfReference: boolean;
    readonly arm: string;
    readonly ofArm: string;
    readonly difference: string;
    /** Undefined where the model gives none. */
    readonly interval: string | undefined;
  }) => string;
  readonly after: (value: string, unit: string) => string;
  readonly moreThan99: string;
  readonly fewerThan1: string;
  readonly more: (persons: string) => string;
  readonly fewer: (persons: string) => string;
  readonly lessThanOne: string;
  readonly noDifference: string;
  readonly to: (from: string, upTo: string) => string;
  readonly beforeRounding: (ofReference: string, ofArm: string, difference: string) => string;
  readonly range: (min: string, max: string) => string;
  readonly outsideLimits: (input: string, value: string, range: string) => string;
  readonly inputMissing: (input: string) => string;
  readonly outputInvalid: string;
  readonly noDecisionRule: string;
}

/** UCUM code → singular and plural. A unit that is not listed is shown as its code. */
type Units = Readonly<Record<string, readonly [string, string]>>;

function toAmount(units: Units): (value: string, unit: string) => string {
  return (value, unit) => {
    const [one, several] = units[unit] ?? [unit, unit];
    return `${value} ${value === '1' ? one : several}`;
  };
}

const englishTime = toAmount({
  a: ['year', 'years'],
  mo: ['month', 'months'],
  wk: ['week', 'weeks'],
  d: ['day', 'days'],
});
const dutchTime = toAmount({
  a: ['jaar', 'jaar'],
  mo: ['maand', 'maanden'],
  wk: ['week', 'weken'],
  d: ['dag', 'dagen'],
});
const germanTime = toAmount({
  a: ['Jahr', 'Jahren'],
  mo: ['Monat', 'Monaten'],
  wk: ['Woche', 'Wochen'],
  d: ['Tag', 'Tagen'],
});

const en: Phrases = {
  decimal: '.',
  favours: (arm) => `The model favours ${arm}`,
  uncertain: 'The benefit is small or uncertain, so the choice depends on preference',
  noRecommendation: 'No recommendation',
  estimate: ({ state, after, reference, ofReference, oneOfReference, arm, ofArm, difference, interval }) =>
    `of 100 patients like this one, the model estimates that ${after}${ofReference} ${oneOfReference ? 'is' : 'are'} ${state} with ${reference} ` +
    `and ${ofArm} with ${arm}: ${difference}${interval === undefined ? '' : ` (95% interval: ${interval})`}`,
  after: (value, unit) => `after ${englishTime(value, unit)}`,
  moreThan99: 'more than 99',
  fewerThan1: 'fewer than 1',
  more: (persons) => `${persons} more`,
  fewer: (persons) => `${persons} fewer`,
  lessThanOne: 'a difference of less than 1',
  noDifference: 'no difference',
  to: (from, upTo) => `${from} to ${upTo}`,
  beforeRounding: (ofReference, ofArm, difference) =>
    `before rounding ${ofReference} and ${ofArm}, a difference of ${difference}`,
  range: (min, max) => `${min} to ${max}`,
  outsideLimits: (input, value, range) => `${input}: ${value} is outside the limits of the model (${range})`,
  inputMissing: (input) => `${input}: missing`,
  outputInvalid: 'the model gave a result that cannot be right',
  noDecisionRule: 'this model gives estimates and has no rule for advice',
};

const nl: Phrases = {
  decimal: ',',
  favours: (arm) => `Het model geeft de voorkeur aan ${arm}`,
  uncertain: 'Het voordeel is klein of onzeker, de keuze hangt dus af van voorkeur',
  noRecommendation: 'Geen advies',
  estimate: ({ state, after, reference, ofReference, oneOfReference, arm, ofArm, difference, interval }) =>
    `van 100 patiënten zoals deze ${oneOfReference ? 'is' : 'zijn'} er ${after}naar schatting van het model ${ofReference} ${state} met ` +
    `${reference} en ${ofArm} met ${arm}: ${difference}${interval === undefined ? '' : ` (95%-interval: ${interval})`}`,
  after: (value, unit) => `na ${dutchTime(value, unit)}`,
  moreThan99: 'meer dan 99',
  fewerThan1: 'minder dan 1',
  more: (persons) => `${persons} meer`,
  fewer: (persons) => `${persons} minder`,
  lessThanOne: 'een verschil van minder dan 1',
  noDifference: 'geen verschil',
  to: (from, upTo) => `${from} tot ${upTo}`,
  beforeRounding: (ofReference, ofArm, difference) =>
    `voor afronding ${ofReference} en ${ofArm}, een verschil van ${difference}`,
  range: (min, max) => `${min} tot en met ${max}`,
  outsideLimits: (input, value, range) =>
    `${input}: ${value} valt buiten de grenzen van het model (${range})`,
  inputMissing: (input) => `${input}: ontbreekt`,
  outputInvalid: 'het model gaf een uitkomst die niet kan kloppen',
  noDecisionRule: 'dit model geeft schattingen en heeft geen regel voor advies',
};

const de: Phrases = {
  decimal: ',',
  favours: (arm) => `Das Modell spricht für ${arm}`,
  uncertain: 'Der Nutzen ist klein oder unsicher, die Wahl hängt also von der Präferenz ab',
  noRecommendation: 'Keine Empfehlung',
  estimate: ({ state, after, reference, ofReference, oneOfReference, arm, ofArm, difference, interval }) =>
    `von 100 Patienten wie diesem ${oneOfReference ? 'ist' : 'sind'} ${after}laut Modellschätzung ${ofReference} mit ${reference} ${state} ` +
    `und ${ofArm} mit ${arm}: ${difference}${interval === undefined ? '' : ` (95-%-Intervall: ${interval})`}`,
  after: (value, unit) => `nach ${germanTime(value, unit)}`,
  moreThan99: 'mehr als 99',
  fewerThan1: 'weniger als 1',
  more: (persons) => `${persons} mehr`,
  fewer: (persons) => `${persons} weniger`,
  lessThanOne: 'ein Unterschied von weniger als 1',
  noDifference: 'kein Unterschied',
  to: (from, upTo) => `${from} bis ${upTo}`,
  beforeRounding: (ofReference, ofArm, difference) =>
    `vor dem Runden ${ofReference} und ${ofArm}, ein Unterschied von ${difference}`,
  range: (min, max) => `${min} bis ${max}`,
  outsideLimits: (input, value, range) =>
    `${input}: ${value} liegt außerhalb der Grenzen des Modells (${range})`,
  inputMissing: (input) => `${input}: fehlt`,
  outputInvalid: 'das Modell gab ein Ergebnis, das nicht stimmen kann',
  noDecisionRule: 'dieses Modell gibt Schätzungen und hat keine Regel für eine Empfehlung',
};

export const phrases: Readonly<Record<Language, Phrases>> = { nl, en, de };
