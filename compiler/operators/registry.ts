import type { Domain, Operator } from '#compiler/operators/operator.ts';

/** Every operator that is understood, one list for each family. */
const families: readonly (readonly Operator[])[] = [];

const byName = new Map(families.flat().map((operator) => [`${operator.domain}:${operator.name}`, operator]));

export function findOperator(domain: Domain, name: string): Operator | undefined {
  return byName.get(`${domain}:${name}`);
}

/** All of them, for the documents. */
export function allOperators(): readonly Operator[] {
  return [...byName.values()];
}
