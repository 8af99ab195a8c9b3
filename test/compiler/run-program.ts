import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import type { Program } from '#compiler/ir/graph.ts';
import { run, toDouble } from '#test/compiler/running-module.ts';

/** The outputs of a program for rows of its inputs' elements, each row one case: `[row][element]`. */
export async function runProgram(
  program: Program,
  rows: readonly (readonly number[])[],
): Promise<readonly (readonly number[])[]> {
  const layout = toRawLayout(program);
  const running = await run(emitModel(layout).module, layout.outputs.length);
  running.load(rows);
  return running.predict().map((bits) => bits.map(toDouble));
}
