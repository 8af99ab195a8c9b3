import type { FunctionReference } from '#compiler/assembler/function-builder.ts';
import type { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import type { ConstantPool } from '#compiler/emit/constant-pool.ts';
import { constantOf } from '#compiler/emit/evaluate.ts';
import type { Operand } from '#compiler/emit/kernel.ts';
import { placeValues, rootOf, rowBytesOf, type Places } from '#compiler/emit/place-values.ts';
import type { SharedFunctions } from '#compiler/emit/shared-functions.ts';
import { nodesOf, type Node, type Program, type Value } from '#compiler/ir/graph.ts';
import { elementsOf } from '#compiler/ir/tensor.ts';
import { emitKernel } from '#compiler/kernels/registry.ts';

/** A program with places for its values, before its code is emitted. */
export type PlacedProgram = {
  readonly program: Program;
  readonly nodes: readonly Node[];
  readonly places: Places;
  readonly cases: number;
};

export type EmittedProgram = {
  /** `(cases: i32) → ()`: computes the outputs of the first cases from the inputs. */
  readonly run: FunctionReference;
  readonly operand: (value: Value) => Operand;
};

/** Memory of a block's values that still fits the caches beside the model's tables. */
const BLOCK_BYTES = 256 * 1024;
const MAX_CASES = 64;
/** Trees are read from memory once for each block: 15 % faster than with 64 for a model of 1.5 MB. */
const MAX_CASES_OF_TREES = 256;

/** Places the program's values from `base` on, for blocks of as many cases as fit. `cases`: exactly so many. */
export function placeProgram(program: Program, base: number, cases?: number): PlacedProgram {
  const outputs = [...program.outputs.values()];
  // A reshape computes nothing; constants are placed as such, whatever made them.
  const nodes = nodesOf(outputs.filter((output) => !output.known)).filter(
    (node) => node.op.kind !== 'reshape' && node.outputs.some((output) => !output.known),
  );
  const place = (count: number): Places => placeValues(program.inputs, nodes, outputs, count, base);
  const one = place(1).end - base;
  const fitting = 2 ** Math.floor(Math.log2(Math.max(1, BLOCK_BYTES / Math.max(one, 1))));
  const most = nodes.some(({ op }) => op.kind === 'trees') ? MAX_CASES_OF_TREES : MAX_CASES;
  const count = cases ?? Math.min(most, fitting);
  return { program, nodes, places: place(count), cases: count };
}

/** The code of a placed program. */
export function emitProgram(
  placed: PlacedProgram,
  module: ModuleBuilder,
  constants: ConstantPool,
  shared: SharedFunctions,
): EmittedProgram {
  const outputs = new Set(placed.program.outputs.values());
  const operand = (value: Value): Operand => {
    const { type } = value;
    const elements = elementsOf(type.shape);
    const constant = constantOf(value);
    if (constant !== null) {
      // Placed when a kernel asks where it lies: one that lays it out anew leaves no second copy. An output is read later.
      const address = (): number => constants.placeConstant(constant);
      if (outputs.has(value)) address();
      return {
        type,
        elements,
        get address() {
          return address();
        },
        rowBytes: 0,
        constant,
      };
    }
    const address = placed.places.addresses.get(rootOf(value));
    if (address === undefined) throw new RangeError(`value ${value.id} has no place`);
    return { type, elements, address, rowBytes: rowBytesOf(value), constant: null };
  };
  const kernels = placed.nodes.flatMap((node) => {
    const kernel = emitKernel(node.op, {
      module,
      constants,
      shared,
      inputs: node.inputs.map(operand),
      outputs: node.outputs.map(operand),
      maxCases: placed.cases,
      origin: node.origin,
    });
    return kernel === null ? [] : [kernel];
  });
  const run = module.func({ params: ['i32'], result: null }, (f) => {
    for (const kernel of kernels) f.run(kernel, f.param(0));
  });
  return { run, operand };
}
