import type { Domain, Operator } from '#compiler/operators/operator.ts';
import { algebra } from '#compiler/operators/ai-onnx/algebra.ts';
import { gathering } from '#compiler/operators/ai-onnx/gathering.ts';
import { movement } from '#compiler/operators/ai-onnx/movement.ts';
import { padding } from '#compiler/operators/ai-onnx/padding.ts';
import { reductions } from '#compiler/operators/ai-onnx/reductions.ts';
import { sorting } from '#compiler/operators/ai-onnx/sorting.ts';

/** Every operator that is understood, one list for each family. */
const families: readonly (readonly Operator[])[] = [
  algebra,
  gathering,
  movement,
  padding,
  reductions,
  sorting,
];

const byName = new Map(families.flat().map((operator) => [`${operator.domain}:${operator.name}`, operator]));

export function findOperator(domain: Domain, name: string): Operator | undefined {
  return byName.get(`${domain}:${name}`);
}

/** All of them, for the documents. */
export function allOperators(): readonly Operator[] {
  return [...byName.values()];
}
