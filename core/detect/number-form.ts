import type { Dialect } from '#core/table/dialect.ts';
import type { Thousands } from '#core/table/parse-number.ts';

type Decimal = Dialect['decimal'];

/** How a number of a column is written. Without a thousands mark such a number is refused. */
export interface NumberMarks {
  readonly decimal: Decimal;
  readonly thousands?: Thousands;
}

interface Reading {
  readonly decimal?: Decimal;
  readonly thousands?: Thousands;
}

/**
 * The forms in which a text can be a number, and what each needs: two readings where it is a number under both decimal
 * marks, and another number under each. A mark that is not named may be either.
 */
export const numberForms = {
  /** `42` */
  whole: [{}],
  /** `12,5` `0,123` `1234,567` */
  comma: [{ decimal: ',' }],
  /** `12.5` `0.123` `1234.567` */
  point: [{ decimal: '.' }],
  /** `1,234` */
  'comma-or-group': [{ decimal: ',' }, { decimal: '.', thousands: ',' }],
  /** `1.234` */
  'point-or-group': [{ decimal: '.' }, { decimal: ',', thousands: '.' }],
  /** `1,234,567` */
  'comma-groups': [{ decimal: '.', thousands: ',' }],
  /** `1.234.567` */
  'point-groups': [{ decimal: ',', thousands: '.' }],
  /** `1,234.5` */
  'comma-groups-point': [{ decimal: '.', thousands: ',' }],
  /** `1.234,5` */
  'point-groups-comma': [{ decimal: ',', thousands: '.' }],
  /** `1 234` */
  'space-groups': [{ thousands: ' ' }],
  /** `1 234,5` */
  'space-groups-comma': [{ decimal: ',', thousands: ' ' }],
  /** `1 234.5` */
  'space-groups-point': [{ decimal: '.', thousands: ' ' }],
  /** `1'234` */
  'apostrophe-groups': [{ thousands: "'" }],
  /** `1'234,5` */
  'apostrophe-groups-comma': [{ decimal: ',', thousands: "'" }],
  /** `1'234.5` */
  'apostrophe-groups-point': [{ decimal: '.', thousands: "'" }],
} as const satisfies Record<string, readonly Reading[]>;

export type NumberForm = keyof typeof numberForms;

// Safe: the keys of a const object.
export const numberFormNames = Object.keys(numberForms) as readonly NumberForm[];

/** Whether a form of a cell is one of a number. */
export function isNumberForm(form: string): form is NumberForm {
  return Object.hasOwn(numberForms, form);
}

/** The reading of a form under these marks; undefined where it is no number under them. */
export function toReading(form: NumberForm, marks: NumberMarks): Reading | undefined {
  return readings(form).find(
    ({ decimal, thousands }) =>
      (decimal === undefined || decimal === marks.decimal) &&
      (thousands === undefined || thousands === marks.thousands),
  );
}

/** The decimal mark without which a form is no number; undefined where either will do. */
export function toOnlyMark(form: NumberForm): Decimal | undefined {
  const [first, second] = readings(form);
  return second === undefined ? first?.decimal : undefined;
}

/** Whether a form is another number under the other decimal mark. */
export function isEitherWay(form: NumberForm): boolean {
  return readings(form).length > 1;
}

/** The thousands mark that a form holds whatever the decimal mark is. */
export function toOnlyThousands(form: NumberForm): Thousands | undefined {
  const [first, second] = readings(form);
  return second === undefined ? first?.thousands : undefined;
}

function readings(form: NumberForm): readonly Reading[] {
  return numberForms[form];
}

/** The number in a text of `form`, its decimal mark taken as such: `1,234` is 1.234 here. `groups`: as thousands, 1234. */
export function toFormValue(
  text: string,
  form: NumberForm,
): { readonly value: number; readonly grouped?: number } {
  switch (form) {
    case 'whole':
    case 'point':
      return { value: toValue(text) };
    case 'comma':
      return { value: toValue(text.replace(',', '.')) };
    case 'comma-or-group':
      return { value: toValue(text.replace(',', '.')), grouped: toValue(text.replace(',', '')) };
    case 'point-or-group':
      return { value: toValue(text), grouped: toValue(text.replace('.', '')) };
    case 'comma-groups':
    case 'comma-groups-point':
      return { value: toValue(text.replaceAll(',', '')) };
    case 'point-groups':
    case 'point-groups-comma':
      return { value: toValue(text.replaceAll('.', '').replace(',', '.')) };
    case 'space-groups':
    case 'space-groups-comma':
    case 'space-groups-point':
    case 'apostrophe-groups':
    case 'apostrophe-groups-comma':
    case 'apostrophe-groups-point':
      return { value: toValue(text.replace(/[ \u00A0\u202F'\u2019]/g, '').replace(',', '.')) };
  }
}

/** Digits, at most one point and a sign. */
function toValue(digits: string): number {
  const value = digits.startsWith('\u2212') ? -Number(digits.slice(1)) : Number(digits);
  return value === 0 ? 0 : value;
}
