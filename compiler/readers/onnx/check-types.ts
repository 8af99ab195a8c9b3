import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { ModelNode } from '#compiler/readers/onnx/model-graph.ts';
import { signatureOf } from '#compiler/readers/onnx/published-types.ts';

type Values = readonly (Value | null | undefined)[];
type Signature = {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** Element types that a type variable may stand for. */
  readonly variables: ReadonlyMap<string, readonly string[]>;
};

/**
 * Element types of a node's inputs and outputs against what ONNX publishes for this version of its operator: too many
 * inputs, a type that the operator does not take, or two for one type variable are `CompileError` `format`. Operators
 * that ONNX does not publish are not checked.
 */
export function checkTypes(node: ModelNode, version: number, inputs: Values, outputs: Values): void {
  const text = signatureOf(node.domain, node.name, version);
  if (text === undefined) return;
  const signature = parseSignature(text);
  const bound = new Map<string, string>();
  checkList(node, signature, 'input', signature.inputs, inputs, bound);
  checkList(node, signature, 'output', signature.outputs, outputs, bound);
}

function checkList(
  { origin, name }: ModelNode,
  { variables }: Signature,
  kind: 'input' | 'output',
  parameters: readonly string[],
  values: Values,
  bound: Map<string, string>,
): void {
  values.forEach((value, i) => {
    const last = parameters.at(-1) ?? '';
    const parameter = parameters[i] ?? (/[*+]$/.test(last) ? last : undefined);
    const refuse = (expected: string): never => {
      const met = value?.type.dtype ?? 'nothing';
      throw new CompileError('format', `${origin}: ${kind} ${i} of ${name} is ${met}, ${expected}`);
    };
    if (parameter === undefined) return kind === 'input' ? refuse('and there is no such input') : undefined;
    if (value === null || value === undefined) return;
    const variable = parameter.replace(/[?*+]$/, '');
    const allowed = variables.get(variable) ?? variable.split(',');
    const { dtype } = value.type;
    // `~` is no tensor, or of types that are not held: what stands for it is the operator's own affair.
    if (allowed.includes('~')) return;
    if (!allowed.includes(dtype)) return refuse(`not ${allowed.join(', ')}`);
    if (!variables.has(variable) || parameter.endsWith('+')) return;
    const other = bound.get(variable) ?? dtype;
    if (other !== dtype) return refuse(`where another of the same type is ${other}`);
    bound.set(variable, dtype);
  });
}

function parseSignature(text: string): Signature {
  const [parameters = '', constraints = ''] = text.split('|');
  const [inputs = '', outputs = ''] = parameters.split('>');
  const words = (list: string): string[] => list.split(' ').filter((word) => word !== '');
  return {
    inputs: words(inputs),
    outputs: words(outputs),
    variables: new Map(
      words(constraints).map((constraint): [string, string[]] => {
        const [variable = '', types = ''] = constraint.split('=');
        return [variable, types.split(',')];
      }),
    ),
  };
}
