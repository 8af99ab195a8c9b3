/**
 * A probability as whole persons of 100: rounded by itself, halves away from zero, so that no shown number is off by
 * more than half a person. Decimal rounding of the exact value (ECMAScript `toFixed`), so 0.285, which is a little less
 * in binary, gives 28.
 */
export function toPersons(probability: number): number {
  const persons = Math.round(Number(Math.abs(probability).toFixed(2)) * 100);
  return probability < 0 && persons > 0 ? -persons : persons;
}

/** Persons of 100 with one decimal, as text with a point. */
export function toTenthsOfPersons(probability: number): string {
  return (Math.round(Number(probability.toFixed(3)) * 1000) / 10).toFixed(1);
}
