const fewest = 2;
const most = 6;

/** Digits after the mark with which a chance, rounded, is still on its own side of every threshold that it is held against. */
export function toChanceDigits(chance: number, thresholds: readonly number[]): number {
  for (let digits = fewest; digits < most; digits += 1) {
    const shown = Number(chance.toFixed(digits));
    if (thresholds.every((threshold) => Math.sign(shown - threshold) === Math.sign(chance - threshold))) {
      return digits;
    }
  }
  return most;
}
