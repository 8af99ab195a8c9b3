import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { CompileError, type CompileErrorCode } from '#compiler/errors.ts';
import { Graph } from '#compiler/ir/graph.ts';
import { readCoefficients } from '#compiler/readers/coefficients/read-coefficients.ts';
import { runProgram } from '#test/compiler/run-program.ts';

const Vectors = z.object({
  rows: z.array(z.array(z.number())),
  files: z.array(z.record(z.string(), z.unknown())),
  cases: z.array(
    z.object({
      name: z.string(),
      file: z.int(),
      output: z.string(),
      expected: z.array(z.array(z.number())),
      stratum: z.array(z.number()).optional(),
    }),
  ),
});
const folder = new URL('../../../vectors/coefficients/', import.meta.url);
const { rows, files, cases } = Vectors.parse(
  JSON.parse(readFileSync(new URL('coefficients.json', folder), 'utf8')),
);

function toBytes(file: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(file));
}

async function predict(
  file: unknown,
  output: string,
  inputs: readonly (readonly number[])[],
): Promise<readonly (readonly number[])[]> {
  const model = readCoefficients(toBytes(file));
  const graph = new Graph();
  const values = new Map(model.inputs.map(({ name, type }) => [name, graph.input(name, type)]));
  const built = model.build(graph, values);
  assert.deepEqual([...built.keys()], model.outputs);
  const value = built.get(output) ?? assert.fail(`no output ${output}`);
  return runProgram({ inputs: graph.inputs, outputs: new Map([[output, value]]) }, inputs);
}

describe('coefficients give what the library gives', () => {
  for (const { name, file, output, expected, stratum } of cases) {
    test(`${name}: ${output}`, async () => {
      const inputs = rows.map((row, at) => (stratum === undefined ? row : [...row, stratum[at] ?? NaN]));
      const got = await predict(files[file], output, inputs);
      const far = Math.max(
        ...expected.flatMap((row, at) => row.map((value, k) => Math.abs((got[at]?.[k] ?? NaN) - value))),
      );
      assert.ok(far <= 1e-9, `largest difference ${far}`);
    });
  }
});

const linear = {
  format: 1,
  kind: 'generalized-linear',
  features: ['age', 'sex'],
  link: 'logit',
  intercept: 0,
  coefficients: [0.1, 0.2],
};
const cox = {
  format: 1,
  kind: 'cox',
  features: ['age'],
  coefficients: [0.1],
  centring: [50],
  baseline: [
    { horizon: 1, survival: 1 },
    { horizon: 5, survival: 0.5 },
  ],
};
const risks = {
  format: 1,
  kind: 'competing-risks',
  features: ['age'],
  times: [1, 2],
  horizons: [2],
  survival: 'product',
  causes: ['death', 'other'].map((name) => ({
    name,
    coefficients: [0],
    centring: [0],
    cumulativeHazard: [0.1, 0.2],
  })),
};

test('a baseline survival of one stays one, whatever the risk; before the first event nothing has happened', async () => {
  const survival = await predict(cox, 'survival', [[50], [1e6], [NaN]]);
  assert.deepEqual(survival, [
    [1, 0.5],
    [1, 0],
    [NaN, NaN],
  ]);
  const early = { ...risks, horizons: [0.5] };
  assert.deepEqual(await predict(early, 'incidence-death', [[50]]), [[0]]);
  assert.deepEqual(await predict(early, 'event-free', [[50]]), [[1]]);
});

test('a value that is no stratum gives NaN', async () => {
  const { baseline, ...rest } = cox;
  const strata = [0, 1].map((value) => ({ value, baseline }));
  const got = await predict({ ...rest, strata }, 'survival', [
    [50, 1],
    [50, 2],
    [50, NaN],
  ]);
  assert.deepEqual(got, [
    [1, 0.5],
    [NaN, NaN],
    [NaN, NaN],
  ]);
});

const refused: readonly (readonly [name: string, file: unknown, code: CompileErrorCode, message: RegExp])[] =
  [
    ['no JSON', '{', 'format', /coefficients/],
    ['another kind', { ...linear, kind: 'spline' }, 'format', /expected a kind of/],
    ['another format', { ...linear, format: 2 }, 'format', /coefficients/],
    ['an offset', { ...linear, offset: 'log(time)' }, 'unsupported', /offset/],
    ['frailties', { ...cox, frailty: [] }, 'unsupported', /frailt/],
    ['an unknown field', { ...linear, weight: 1 }, 'format', /weight/],
    ['an unknown link', { ...linear, link: 'cauchit' }, 'format', /link/],
    [
      'a coefficient too few',
      { ...linear, coefficients: [0.1] },
      'format',
      /expected 2 for the features, got 1/,
    ],
    ['a feature twice', { ...linear, features: ['age', 'age'] }, 'format', /twice/],
    ['no baseline', { ...cox, baseline: undefined }, 'format', /baseline/],
    ['a baseline and strata', { ...cox, strata: [] }, 'format', /strata/],
    [
      'a baseline survival that rises',
      { ...cox, baseline: cox.baseline.map((point, i) => ({ ...point, survival: [0.5, 0.6][i] })) },
      'format',
      /rises/,
    ],
    [
      'a baseline survival of zero',
      { ...cox, baseline: [{ horizon: 1, survival: 0 }] },
      'format',
      /survival/,
    ],
    ['times that do not ascend', { ...risks, times: [2, 2] }, 'format', /ascending/],
    [
      'a horizon beyond the last time',
      { ...risks, horizons: [3] },
      'unsupported',
      /beyond the last event time/,
    ],
    [
      'a hazard that falls',
      { ...risks, causes: risks.causes.map((cause) => ({ ...cause, cumulativeHazard: [0.2, 0.1] })) },
      'format',
      /falls/,
    ],
  ];

describe('what is not reproduced is refused by name', () => {
  for (const [name, file, code, message] of refused) {
    test(name, () => {
      const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : toBytes(file);
      assert.throws(
        () => {
          const model = readCoefficients(bytes);
          const graph = new Graph();
          model.build(
            graph,
            new Map(model.inputs.map((input) => [input.name, graph.input(input.name, input.type)])),
          );
        },
        (error) => error instanceof CompileError && error.code === code && message.test(error.message),
      );
    });
  }
});
