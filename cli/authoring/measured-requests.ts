import { toGoldenInputs } from '#core/bundle/golden-check.ts';
import type { GoldenOriginal } from '#core/bundle/golden.ts';
import { toModelInputs } from '#core/bundle/input-block.ts';
import type { Manifest } from '#core/bundle/manifest.ts';
import { fuelExport, meterModule } from '#compiler/fuel/meter-module.ts';
import { V8Model } from '#cli/authoring/v8-model.ts';

const mebibyte = 1024 * 1024;
/** Fuel of a row that any machine grants, and that of a call that takes a fraction of a second. */
const mostFuel = 2_000_000_000;
const callFuel = 300_000_000;
const mostRows = 256;

/**
 * What a module needs of its hosts: memory for a call, and four times the fuel of the dearest golden patient alone, plus
 * a little. A model of texts asks for all a machine grants, since a text may be of any length. The same module and
 * patients give the same.
 */
export async function toMeasuredRequests(
  module: Uint8Array,
  memoryBytes: number,
  manifest: Manifest,
  golden: GoldenOriginal,
): Promise<Manifest['requests']> {
  const inputs = toModelInputs(manifest);
  const texts = inputs.reduce((sum, input) => sum + (input.type === 'text' ? input.maxBytes : 0), 0);
  const dearest = await measureFuel(module, manifest, golden);
  const rowsPerCall = Math.max(1, Math.min(mostRows, 2 ** Math.floor(Math.log2(callFuel / dearest))));
  // Golden patients are replayed in one call too.
  const rows = Math.max(rowsPerCall, golden.patients.length);
  const blocks = rows * (8 * (inputs.length + manifest.outputs.length) + texts);
  return {
    rowsPerCall,
    memoryMiB: Math.min(4096, Math.ceil((memoryBytes + blocks) / mebibyte) + 1),
    fuelPerRow: texts > 0 ? mostFuel : Math.min(mostFuel, roundUp(4 * dearest + 100_000)),
  };
}

/** Fuel of the dearest golden patient, each in a call of its own. */
export async function measureFuel(
  module: Uint8Array,
  manifest: Manifest,
  golden: GoldenOriginal,
): Promise<number> {
  const model = await V8Model.open(meterModule(module));
  const counter = model.exports[fuelExport];
  if (!(counter instanceof WebAssembly.Global)) throw new RangeError('a metered module has a counter');
  let dearest = 1;
  let before = 0;
  for (const row of toGoldenInputs(manifest, golden)) {
    model.predict(manifest, [row]);
    const after = Number(counter.value);
    dearest = Math.max(dearest, after - before);
    before = after;
  }
  return dearest;
}

/** Up to two digits. */
function roundUp(fuel: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(fuel)) - 1);
  return Math.ceil(fuel / unit) * unit;
}
