import { outputSlack } from '#core/advice/check-outputs.ts';
import { toPersons } from '#core/advice/persons.ts';

/** A share with its interval, where it has one. */
export interface Share {
  readonly mean: number;
  readonly interval?: { readonly lower: number; readonly upper: number };
}

/** Whole persons of 100 of two arms, as they are shown beside their difference. */
export interface ShownPersons {
  readonly reference: number;
  readonly arm: number;
  /** Whether reference and shown difference give the shown arm. Where not, what was before rounding must be said. */
  readonly isSum: boolean;
}

/**
 * Persons that can be counted: who is there without treatment and who comes with it make those who are there with it
 * (decision 58). The difference is always that of its own rounding. Where the arms' roundings do not give it, the arm with
 * treatment yields by one, else the reference, within 0 to 100 and the interval that is shown of it.
 */
export function toShownPersons(reference: Share, arm: Share, difference: number): ShownPersons {
  const [without, withIt, more] = [toPersons(reference.mean), toPersons(arm.mean), toPersons(difference)];
  if (withIt - without === more) return { reference: without, arm: withIt, isSum: true };
  if (Math.abs(arm.mean - reference.mean - difference) <= outputSlack) {
    if (isWithin(arm, without + more)) return { reference: without, arm: without + more, isSum: true };
    if (isWithin(reference, withIt - more)) return { reference: withIt - more, arm: withIt, isSum: true };
  }
  return { reference: without, arm: withIt, isSum: false };
}

function isWithin({ interval }: Share, persons: number): boolean {
  if (persons < 0 || persons > 100) return false;
  return (
    interval === undefined || (toPersons(interval.lower) <= persons && persons <= toPersons(interval.upper))
  );
}
