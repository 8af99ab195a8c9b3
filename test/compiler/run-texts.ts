import { emitModel } from '#compiler/emit/emit-model.ts';
import { toRawLayout } from '#compiler/emit/raw-layout.ts';
import type { Program } from '#compiler/ir/graph.ts';

/** One element of an input: a string for an input of strings, `null` for a missing one. */
export type Cell = number | string | null;

/** As `runProgram`, with strings among the inputs; `chunk` rows in one call. */
export async function runTexts(
  program: Program,
  rows: readonly (readonly Cell[])[],
  chunk = rows.length,
): Promise<readonly (readonly number[])[]> {
  const layout = toRawLayout(program);
  const { instance } = await WebAssembly.instantiate(emitModel(layout).module, {});
  const { memory } = instance.exports;
  if (!(memory instanceof WebAssembly.Memory)) throw new TypeError('no memory');
  const call = (name: string, argument: number): number => {
    const f = instance.exports[name];
    if (typeof f !== 'function') throw new TypeError(`no export ${name}`);
    return Number(f(argument));
  };
  const results: number[][] = [];
  for (let from = 0; from < rows.length; from += chunk) {
    const part = rows.slice(from, from + chunk);
    const block = call('visite_reserve', part.length);
    const encoder = new TextEncoder();
    const texts = part
      .flatMap((row) => row.filter((cell) => typeof cell === 'string'))
      .map((t) => encoder.encode(t));
    const total = texts.reduce((sum, text) => sum + text.length, 0);
    let arena = layout.texts ? call('visite_text', total) : 0;
    const view = new DataView(memory.buffer);
    part.forEach((row, r) =>
      row.forEach((cell, column) => {
        const at = block + 8 * (column * part.length + r);
        if (typeof cell === 'number') return view.setFloat64(at, cell, true);
        const text = cell === null ? null : encoder.encode(cell);
        view.setUint32(at, text === null ? 0 : arena, true);
        view.setUint32(at + 4, text === null ? 0xffffffff : text.length, true);
        if (text === null) return undefined;
        new Uint8Array(memory.buffer).set(text, arena);
        arena += text.length;
        return undefined;
      }),
    );
    const output = new Float64Array(
      memory.buffer.slice(call('visite_predict', part.length)),
      0,
      layout.outputs.length * part.length,
    );
    part.forEach((_, r) =>
      results.push(layout.outputs.map((__, column) => output[column * part.length + r] ?? NaN)),
    );
  }
  return results;
}
