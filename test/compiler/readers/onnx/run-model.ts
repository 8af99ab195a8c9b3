import { constantOf } from '#compiler/emit/evaluate.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { elementsOf, numbersOf, type Constant } from '#compiler/ir/tensor.ts';
import { readOnnx, type OnnxOptions } from '#compiler/readers/onnx/read-onnx.ts';
import { runProgram } from '#test/compiler/run-program.ts';

/** The outputs of a model by name, for one row of its inputs' elements. */
export async function runModel(
  bytes: Uint8Array,
  row: readonly number[],
  options: OnnxOptions = {},
): Promise<Readonly<Record<string, readonly number[]>>> {
  const model = readOnnx(bytes, options);
  const graph = new Graph();
  const inputs = new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const outputs = model.build(graph, inputs);
  const [flat = []] = await runProgram({ inputs: graph.inputs, outputs }, [row]);
  let from = 0;
  return Object.fromEntries(
    [...outputs].map(([name, { type }]) => {
      from += elementsOf(type.shape);
      return [name, flat.slice(from - elementsOf(type.shape), from)];
    }),
  );
}

/** As `runModel` for a model without inputs: the outputs with their types, and elements as numbers or strings. */
export function foldModel(
  bytes: Uint8Array,
  options: OnnxOptions = {},
): readonly {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
}[] {
  const model = readOnnx(bytes, options);
  const outputs = model.build(new Graph(), new Map());
  return [...outputs.values()].map((value) => {
    const constant = constantOf(value);
    if (constant === null) throw new Error('an output depends on an input');
    const { dtype, shape } = constant;
    return { dtype, shape, data: dtype === 'string' ? texts(constant) : numbersOf(constant) };
  });
}

function texts({ data }: Constant): readonly string[] {
  return Array.from(data as readonly string[]);
}
