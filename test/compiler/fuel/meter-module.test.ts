import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileGraphs } from '#compiler/compile.ts';
import { fuelExport, meterModule } from '#compiler/fuel/meter-module.ts';
import { loadAddon } from '#native/load.ts';
import { defaultLimits } from '#host/runner/engine-limits.ts';
import { V8Model } from '#cli/authoring/v8-model.ts';
import { coefficientFiles, toGraphManifest, toGraphPlan } from '#test/compiler/graph-model/example.ts';

test('a metered module gives the same, and counts what the engine counts', async () => {
  const manifest = toGraphManifest();
  const { module } = compileGraphs({ files: coefficientFiles, manifest, plan: toGraphPlan() });
  const plain = await V8Model.open(module);
  const metered = await V8Model.open(meterModule(module));
  const counter = metered.exports[fuelExport];
  assert.ok(counter instanceof WebAssembly.Global);
  const { visite_reserve } = metered.exports;
  assert.ok(typeof visite_reserve === 'function');
  const engine = await loadAddon().loadModel(module, defaultLimits);
  for (const rows of [1, 3, 100]) {
    const patients = Array.from({ length: rows }, (_, at) => [30 + at, at % 2]);
    assert.deepEqual(metered.predict(manifest, patients), plain.predict(manifest, patients));
    // Room that is there already costs the same again; the engine leaves it out.
    const spent = (work: () => unknown): number => {
      const before = Number(counter.value);
      work();
      return Number(counter.value) - before;
    };
    const counted =
      spent(() => metered.predict(manifest, patients)) - spent(() => visite_reserve(rows) as number);
    const { fuel } = await engine.predict({
      rows,
      inputColumns: 2,
      outputColumns: manifest.outputs.length,
      input: Float64Array.from([0, 1].flatMap((column) => patients.map((patient) => patient[column] ?? NaN))),
      rowsPerCall: 4096,
      threads: 1,
      deadlineMs: 10_000,
    });
    // The engine counts a unit for each call of a function besides.
    assert.ok(
      counted <= fuel && fuel - counted < 0.02 * fuel + 20,
      `${rows} rows: counted ${counted}, fuel ${fuel}`,
    );
  }
});
