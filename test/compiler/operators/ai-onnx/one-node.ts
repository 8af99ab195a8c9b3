import type { Constant } from '#compiler/ir/tensor.ts';
import {
  makeModel,
  makeNode,
  type Attributes,
  type InputInit,
} from '#test/compiler/readers/onnx/make-model.ts';
import { runModel } from '#test/compiler/readers/onnx/run-model.ts';

/** A model of one node, with the numbers of its input x and what it gives. */
export type OneNode = {
  readonly operator: string;
  readonly x: InputInit;
  readonly row: readonly number[];
  /** Inputs after x, in their order; `null` is absent. */
  readonly more?: readonly (Constant | null)[];
  readonly attributes?: Attributes;
  readonly opset?: number;
  /** Each output. */
  readonly expected: readonly (readonly number[])[];
};

export function toModel({
  operator,
  x,
  more = [],
  attributes = {},
  opset = 28,
  expected,
}: OneNode): Uint8Array {
  const constants = Object.fromEntries(
    more.flatMap((constant, i) => (constant === null ? [] : [[`c${i}`, constant] as const])),
  );
  const names = more.map((constant, i) => (constant === null ? '' : `c${i}`));
  const outputs = expected.map((_, i) => `y${i}`);
  const node = makeNode(operator, ['x', ...names], outputs, attributes);
  return makeModel({ inputs: { x }, constants, nodes: [node], outputs }, {}, opset);
}

/** The outputs in their order, rounded to six places. */
export async function runOne(one: OneNode): Promise<readonly (readonly number[])[]> {
  const outputs = await runModel(toModel(one), one.row);
  return Object.values(outputs).map((values) => values.map((value) => Math.round(value * 1e6) / 1e6));
}
