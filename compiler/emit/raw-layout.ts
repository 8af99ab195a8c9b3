import type { ModelLayout, Source } from '#compiler/emit/emit-model.ts';
import type { Program, Value } from '#compiler/ir/graph.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';

/**
 * A program as a model by itself: the elements of its inputs, in their order, are the columns of the input block (a
 * string is a text of the arena), those of its outputs the columns of the output block.
 */
export function toRawLayout(program: Program): ModelLayout {
  let inputColumns = 0;
  const sources = new Map<Value, readonly Source[]>();
  for (const input of program.inputs) {
    const kind = input.type.dtype === 'string' ? 'text' : 'number';
    const count = elementsOf(input.type.shape);
    const first = inputColumns;
    sources.set(
      input,
      Array.from({ length: count }, (_, i): Source => ({ kind, column: first + i })),
    );
    inputColumns += count;
  }
  const outputs = [...program.outputs].flatMap(([output, value]) =>
    Array.from({ length: elementsOf(value.type.shape) }, (_, element) => ({
      kind: 'number' as const,
      at: { part: 0, case: 0, output, element },
      scale: 1,
      offset: 0,
    })),
  );
  return {
    inputColumns,
    parts: [{ program, cases: 1, sources }],
    outputs,
    texts: program.inputs.some((input) => input.type.dtype === 'string'),
  };
}
