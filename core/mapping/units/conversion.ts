/**
 * How a number in one unit becomes the number in another: a value, so that every reader does the same.
 * `multiply` and `divide` round once, where `by` is a whole number, and else at most twice. `affine` is
 * ((value + plus) × times) ÷ over + offset, rounded to ten decimals.
 */
export type Conversion =
  | { readonly kind: 'same' }
  | { readonly kind: 'multiply'; readonly by: number }
  | { readonly kind: 'divide'; readonly by: number }
  | {
      readonly kind: 'affine';
      readonly plus: number;
      readonly times: number;
      readonly over: number;
      readonly offset: number;
    };

const affineDecimals = 10;

/** The value in the other unit. NaN stays NaN. */
export function convert(conversion: Conversion, value: number): number {
  switch (conversion.kind) {
    case 'same':
      return value;
    case 'multiply':
      return value * conversion.by;
    case 'divide':
      return value / conversion.by;
    case 'affine': {
      const { plus, times, over, offset } = conversion;
      return Number((((value + plus) * times) / over + offset).toFixed(affineDecimals));
    }
    default:
      return conversion satisfies never;
  }
}

/** The rule as people read it: `× 1.6114`, `÷ 100`, `(value − 32) ÷ 1.8`; '' where nothing is done. */
export function toRuleText(conversion: Conversion): string {
  switch (conversion.kind) {
    case 'same':
      return '';
    case 'multiply':
      return `× ${conversion.by}`;
    case 'divide':
      return `÷ ${conversion.by}`;
    case 'affine': {
      const { plus, times, over, offset } = conversion;
      const sum = plus === 0 ? 'value' : `(value ${toSigned(plus)})`;
      const product = `${sum}${times === 1 ? '' : ` × ${times}`}${over === 1 ? '' : ` ÷ ${over}`}`;
      return offset === 0 ? product : `${product} ${toSigned(offset)}`;
    }
    default:
      return conversion satisfies never;
  }
}

function toSigned(value: number): string {
  return value < 0 ? `− ${-value}` : `+ ${value}`;
}

/**
 * One value in both units, for a person who confirms the conversion: `8,1 mmol/L = 13,05 g/dL`. Four digits that count.
 * @param decimal the mark of the numbers shown
 */
export function toExample(
  conversion: Conversion,
  value: number,
  units: { readonly from: string; readonly to: string },
  decimal: ',' | '.',
): string {
  const show = (shown: number) => String(Number(shown.toPrecision(4))).replace('.', decimal);
  return `${show(value)} ${units.from} = ${show(convert(conversion, value))} ${units.to}`;
}
