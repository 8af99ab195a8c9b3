import { toBooleanCell, toFaultCell, toNumberCell, toTextCell, type Cell } from '#core/fhir/cell.ts';
import { toCodesIn } from '#core/fhir/code-index.ts';
import type { ObservationValue } from '#core/fhir/fhir-map.ts';
import { isObject, toObject, toText, type JsonObject } from '#core/fhir/json-object.ts';
import { parseMoment, type Moment } from '#core/fhir/moment.ts';
import type { WallClock } from '#core/table/wall-clock.ts';

const ucum = 'http://unitsofmeasure.org';
const comparators = ['<', '<=', '>=', '>'];

/**
 * The value of an Observation or of one of its components, as the map wants it: undefined where it has none, which a
 * dataAbsentReason says, or its silence. `at` is when it was observed.
 */
export function readObservationValue(
  holder: JsonObject,
  value: ObservationValue,
  at: Moment | undefined,
  clock: WallClock | undefined,
): Cell | undefined {
  const names = Object.keys(holder).filter((key) => /^value[A-Z]/.test(key));
  const [name] = names;
  if (holder['dataAbsentReason'] !== undefined) {
    return name === undefined ? undefined : toFaultCell('value-and-absent-reason', names.join(' '));
  }
  if (value.type === 'observed') return at?.cell ?? toFaultCell('no-date');
  if (name === undefined) return undefined;
  if (names.length > 1) return toFaultCell('other-type', names.join(' '));
  if (name !== elements[value.type]) return toFaultCell('other-type', name);
  return readElement(holder[name], value, clock);
}

const elements: Readonly<Record<Exclude<ObservationValue['type'], 'observed'>, string>> = {
  quantity: 'valueQuantity',
  'quantity-unit': 'valueQuantity',
  'codeable-concept': 'valueCodeableConcept',
  'concept-text': 'valueCodeableConcept',
  integer: 'valueInteger',
  string: 'valueString',
  boolean: 'valueBoolean',
  date: 'valueDateTime',
};

function readElement(
  element: unknown,
  value: Exclude<ObservationValue, { type: 'observed' }>,
  clock: WallClock | undefined,
): Cell | undefined {
  switch (value.type) {
    case 'quantity':
      return isObject(element) ? readQuantity(element, value) : toFaultCell('other-type', 'valueQuantity');
    case 'quantity-unit': {
      const { system, code } = toObject(element);
      return system === ucum && typeof code === 'string' ? toTextCell(code) : toFaultCell('no-unit');
    }
    case 'codeable-concept': {
      const [code, ...others] = toCodesIn(element, value.system);
      if (code === undefined) return toFaultCell('no-code-in-system');
      return others.length === 0
        ? toTextCell(code)
        : toFaultCell('several-codes', [code, ...others].join(' '));
    }
    case 'concept-text': {
      const text = toText(toObject(element)['text']);
      return text === undefined ? undefined : toTextCell(text);
    }
    case 'integer':
      return typeof element === 'number' && Number.isSafeInteger(element)
        ? toNumberCell(element)
        : toFaultCell('no-number');
    case 'string':
      return typeof element === 'string' ? toTextCell(element) : toFaultCell('other-type', typeof element);
    case 'boolean':
      return typeof element === 'boolean'
        ? toBooleanCell(element)
        : toFaultCell('other-type', typeof element);
    case 'date':
      return parseMoment(element, clock)?.cell ?? toFaultCell('date-form');
    default:
      throw value satisfies never;
  }
}

/** A comparator stays before the number, as text: `<0.1` is no number. */
function readQuantity(
  quantity: JsonObject,
  { unit, unitTexts = [] }: Extract<ObservationValue, { type: 'quantity' }>,
): Cell | undefined {
  const { value, comparator, system, code } = quantity;
  if (value === undefined) return undefined;
  if (typeof value !== 'number' || !(Math.abs(value) <= Number.MAX_SAFE_INTEGER))
    return toFaultCell('no-number');
  if (code === undefined) {
    const words = quantity['unit'] ?? '';
    if (typeof words !== 'string' || !unitTexts.includes(words)) {
      return toFaultCell('no-unit', typeof words === 'string' ? words : '');
    }
  } else if (system !== ucum || code !== unit) {
    return toFaultCell('other-unit', [code, system === ucum ? '' : system].map(String).join(' ').trim());
  }
  const number = toNumberCell(value);
  if (comparator === undefined) return number;
  return typeof comparator === 'string' && comparators.includes(comparator)
    ? { kind: 'text', text: comparator + number.text }
    : toFaultCell('no-number');
}
