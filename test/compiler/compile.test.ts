import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ModelManifest } from '#compiler/bart/lower/outputs.ts';
import { run, toDouble, toHex, type RunningModule } from '#test/compiler/running-module.ts';
import { runUpperTail } from '#test/compiler/bart/kernels/upper-tail.ts';
import {
  accepted,
  acceptedVector,
  compileVector,
  drawsOf,
  inputsOf,
  manifestOf,
  type Accepted,
} from '#test/compiler/vectors.ts';

async function start(
  vector: Accepted,
): Promise<{ module: RunningModule; manifest: ModelManifest; patients: number[][] }> {
  const manifest = manifestOf(vector);
  const module = await run(compileVector(vector).module, manifest.outputs.length);
  return { module, manifest, patients: vector.patients.map((patient) => [...inputsOf(vector, patient)]) };
}

for (const vector of accepted) {
  const draws = drawsOf(vector);

  test(`${vector.name}: linear-scale draws are stochtree's, bit for bit`, async () => {
    const { module, patients } = await start(vector);
    module.load(patients);
    vector.linear.forEach((rows, patient) => {
      const ours = module.block('visite_linear', patient, draws * rows.length);
      rows.forEach((bits, row) => {
        assert.equal(
          toHex(ours.slice(row * draws, (row + 1) * draws)),
          bits,
          `patient ${patient} row ${row}`,
        );
      });
    });
  });

  test(`${vector.name}: the same input compiles to the same bytes`, () => {
    assert.deepEqual(compileVector(vector).module, compileVector(vector).module);
  });

  test(`${vector.name}: one patient, a batch and any order give the same bits`, async () => {
    const { module, patients } = await start(vector);
    const many = Array.from({ length: 37 }, (_, i) => patients[(5 * i) % patients.length] ?? []);
    module.load(many);
    const batch = module.predict();
    many.forEach((patient, row) => {
      module.load([patient]);
      assert.deepEqual(module.predict()[0], batch[row], `row ${row}`);
    });
    const reversed = many.toReversed();
    module.load(reversed);
    assert.deepEqual(module.predict().toReversed(), batch);
  });

  test(`${vector.name}: draws follow from the linear scale, summaries from the draws`, async () => {
    const { module, manifest, patients } = await start(vector);
    module.load(patients);
    const outputs = module.predict();
    const columns = manifest.draws?.columns ?? [];
    for (const patient of [0, 1, patients.length - 1]) {
      const linear = module.block('visite_linear', patient, draws * columns.length);
      const drawn = module.block('visite_draws', patient, draws * columns.length);
      assert.deepEqual(drawn, await outcomesOf(vector, linear, manifest.arms.length));
      manifest.outputs.forEach((output, c) => {
        const of = (arm: string): Float64Array => {
          const at = columns.findIndex((column) => column.horizon === output.horizon && column.arm === arm);
          return drawn.slice(at * draws, (at + 1) * draws);
        };
        const reference = output.reference === undefined ? null : of(output.reference);
        const series = of(output.arm).map((value, d) => value - (reference?.[d] ?? 0));
        const better = manifest.outcomes[0]?.direction === 'higher-is-better';
        const expected = statisticOf(output.statistic, [...series], better);
        assert.equal(toDouble(outputs[patient]?.[c] ?? 0n), expected, `${patient} ${JSON.stringify(output)}`);
      });
    }
  });

  test(`${vector.name}: what the manifest does not allow gives NaN for that row alone`, async () => {
    const { module, manifest, patients } = await start(vector);
    const [good = []] = patients;
    module.load([good]);
    const expected = module.predict()[0];
    manifest.inputs.forEach((input, column) => {
      const wrong =
        input.type === 'category'
          ? [NaN, -1, 0.5, input.categories.length, Infinity]
          : [NaN, Infinity, -Infinity];
      const fraction = input.type === 'number' && input.integer ? [40.5] : [];
      for (const value of [...wrong, ...fraction]) {
        module.load([good.with(column, value), good]);
        const [bad = [], other] = module.predict();
        assert.ok(
          bad.every((bits) => Number.isNaN(toDouble(bits))),
          `${input.name} ${value}`,
        );
        assert.deepEqual(other, expected);
        assert.ok(module.block('visite_draws', 0, draws).every((draw) => Number.isNaN(draw)));
      }
    });
  });
}

test('linear values far out on either side give the same draws, one at a time', async () => {
  for (const name of ['bart-probit', 'discrete-time']) {
    const vector = acceptedVector(name);
    // Leaves forty times as large; the linear values reach beyond the table of the normal distribution.
    const model = JSON.parse(JSON.stringify(vector.model), (key, value: unknown) =>
      key === 'leaf_value' && Array.isArray(value) ? value.map((leaf) => Number(leaf) * 40) : value,
    ) as unknown;
    const { module, manifest, patients } = await start({ ...vector, model });
    module.load(patients);
    const count = draws(manifest);
    let far = 0;
    patients.forEach((_, patient) => {
      const linear = module.block('visite_linear', patient, count);
      far += linear.filter((z) => Math.abs(z) >= 4).length;
      assert.ok(linear.some((z) => Math.abs(z) < 4));
    });
    assert.ok(far > 50);
    for (const patient of [0, 5, patients.length - 1]) {
      const linear = module.block('visite_linear', patient, count);
      const expected = await outcomesOf(vector, linear, manifest.arms.length);
      assert.deepEqual(module.block('visite_draws', patient, count), expected);
    }
  }
});

function draws(manifest: ModelManifest): number {
  return (manifest.draws?.count ?? 0) * (manifest.draws?.columns.length ?? 0);
}

test('calls that the contract does not allow trap', async () => {
  const [vector] = accepted;
  assert.ok(vector !== undefined);
  const { module, patients } = await start(vector);
  for (const rows of [0, 4097, -1])
    assert.throws(() => module.call('visite_reserve', rows), WebAssembly.RuntimeError);
  module.load(patients);
  for (const rows of [0, patients.length + 1]) {
    assert.throws(() => module.call('visite_predict', rows), WebAssembly.RuntimeError);
  }
  assert.throws(() => module.call('visite_draws', patients.length), WebAssembly.RuntimeError);
  assert.equal(module.call('visite_reserve', 4096) % 16, 0);
  assert.equal(module.call('visite_predict', 4096) % 16, 0);
});

/** The outcomes of linear values, with Q from a module that holds nothing else. */
async function outcomesOf(vector: Accepted, linear: Float64Array, arms: number): Promise<Float64Array> {
  const { plan } = vector;
  if (plan.kind !== 'discrete-time-survival' && plan.response === 'value') return linear;
  const event = plan.kind !== 'discrete-time-survival' && plan.response === 'event';
  const tails = await runUpperTail([...linear].map((z) => (event ? -z : z)));
  const column = drawsOf(vector) * arms;
  const survival = plan.kind === 'discrete-time-survival';
  return tails.reduce((all, tail, i) => {
    all[i] = survival && i >= column ? tail * (all[i - column] ?? 0) : tail;
    return all;
  }, new Float64Array(linear.length));
}

/** docs/formats/model-abi.md, "Summaries", by sorting. */
function statisticOf(statistic: string, draws: readonly number[], higherIsBetter: boolean): number {
  const sorted = draws.toSorted((a, b) => a - b);
  const quantile = (p: number): number => {
    const h = (draws.length - 1) * p;
    const j = Math.floor(h);
    const [low = NaN, high = low] = sorted.slice(j, j + 2);
    return low + (h - j) * (high - low);
  };
  switch (statistic) {
    case 'mean':
      return draws.reduce((sum, draw) => sum + draw, 0) / draws.length;
    case 'lower':
      return quantile(0.025);
    case 'upper':
      return quantile(0.975);
    default:
      return draws.filter((draw) => (higherIsBetter ? draw > 0 : draw < 0)).length / draws.length;
  }
}
