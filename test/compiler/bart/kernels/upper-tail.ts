import { ModuleBuilder } from '#compiler/assembler/module-builder.ts';
import { I } from '#compiler/assembler/values.ts';
import { normalKernel, upperTail } from '#compiler/bart/kernels/normal-kernel.ts';
import { MemoryLayout } from '#compiler/assembler/memory-layout.ts';

/** Q of every value by the kernel, in a module that holds nothing else. `shift`: values before the first, which are 0. */
export async function runUpperTail(values: readonly number[], shift = 0): Promise<Float64Array<ArrayBuffer>> {
  const memory = new MemoryLayout();
  const builder = new ModuleBuilder();
  const normal = normalKernel(builder, memory);
  const length = 2 * Math.ceil((values.length + shift) / 2);
  const buffer = memory.reserve(8 * length);
  builder.func(
    { params: [], result: null },
    (f) =>
      f.times(I.of(length / 2), (i) => {
        const at = f.var(i.shl(4).add(buffer));
        f.storeV128(at, upperTail(f, normal, at.v128(), true));
      }),
    'run',
  );
  builder.data(0, memory.data());
  const { instance } = await WebAssembly.instantiate(builder.emit(memory.pages, memory.pages), {});
  const { memory: own, run } = instance.exports;
  if (!(own instanceof WebAssembly.Memory) || typeof run !== 'function') throw new TypeError('no export');
  const block = new Float64Array(own.buffer, buffer, length);
  block.set(values, shift);
  run();
  return block.slice(shift, shift + values.length);
}
