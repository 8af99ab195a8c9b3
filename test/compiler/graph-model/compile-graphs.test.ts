import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compileGraphs } from '#compiler/compile.ts';
import { CompileError, type CompileErrorCode } from '#compiler/errors.ts';
import { parsePlan } from '#compiler/plan.ts';
import {
  coefficientFiles,
  toExpected,
  toGraphManifest,
  toGraphPlan,
} from '#test/compiler/graph-model/example.ts';
import { run, toDouble } from '#test/compiler/running-module.ts';

test('every kind of outcome, arms as a feature and by models of their own, in any block', async () => {
  const { module, report } = compileGraphs({
    files: coefficientFiles,
    manifest: toGraphManifest(),
    plan: toGraphPlan(),
  });
  const patients = Array.from({ length: 150 }, (_, at) => [at % 7 === 3 ? NaN : 20 + (at % 60), at % 2]);
  const model = await run(module, 6);
  model.load(patients);
  const got = model.predict().map((bits) => bits.map(toDouble));
  patients.forEach(([age = NaN, sex = NaN], at) => {
    toExpected(age, sex).forEach((expected, output) => {
      const value = got[at]?.[output] ?? NaN;
      const isSame = Number.isNaN(expected) ? Number.isNaN(value) : Math.abs(value - expected) < 1e-14;
      assert.ok(isSame || value === expected, `patient ${at}, output ${output}: ${value}, not ${expected}`);
    });
  });
  assert.deepEqual(
    report.parts.map(({ file, arms }) => [file, arms]),
    [
      ['risk.json', ['control', 'treated']],
      ['dose.json', ['treated']],
      ['type.json', ['control']],
    ],
  );
});

test('the same input gives the same bytes', () => {
  const input = { files: coefficientFiles, manifest: toGraphManifest(), plan: toGraphPlan() };
  assert.deepEqual(compileGraphs(input).module, compileGraphs(input).module);
});

test('labels: the place of the number that the model gives, NaN for any other', async () => {
  const manifest = toGraphManifest();
  const plan = toGraphPlan();
  const labelled = {
    ...plan,
    models: plan.models.slice(0, 2),
    outputs: plan.outputs.map((output) =>
      output.outcome === 'subtype'
        ? {
            outcome: 'subtype',
            file: 'dose.json',
            output: 'mean',
            response: 'class' as const,
            labels: [11, 21, 31],
          }
        : output,
    ),
  };
  const outputs = manifest.outputs.map((output) =>
    output.outcome === 'subtype' ? { ...output, arm: 'treated' } : output,
  );
  const { module } = compileGraphs({
    files: coefficientFiles,
    manifest: { ...manifest, outputs },
    plan: labelled,
  });
  const model = await run(module, 6);
  model.load([20, 40, 60, 41, NaN].map((age) => [age, 0]));
  assert.deepEqual(
    model.predict().map((bits) => toDouble(bits[5] ?? 0n)),
    [0, 1, 2, NaN, NaN],
  );
});

// Plans and manifests as JSON, so that the cases below can put wrong values anywhere.
type Json = { [key: string]: any }; // oxlint-disable-line typescript/no-explicit-any -- see above
const cases: readonly {
  readonly name: string;
  readonly code: CompileErrorCode;
  readonly message: RegExp;
  readonly change: (parts: { readonly plan: Json; readonly manifest: Json }) => void;
}[] = [
  {
    name: 'a feature too few',
    code: 'plan',
    message: /2 elements; the plan gives 1/,
    change: ({ plan }) => plan['models'][1].inputs.input.pop(),
  },
  {
    name: 'a column fed twice',
    code: 'plan',
    message: /fed the same/,
    change: ({ plan }) => (plan['models'][1].inputs.input[1] = { input: 'age' }),
  },
  {
    name: 'an input of the graph that is not fed',
    code: 'plan',
    message: /does not feed the input input/,
    change: ({ plan }) => (plan['models'][1].inputs = {}),
  },
  {
    name: 'an input that the graph has not',
    code: 'plan',
    message: /has no input other/,
    change: ({ plan }) => (plan['models'][1].inputs.other = [{ input: 'age' }]),
  },
  {
    name: 'an input that the manifest has not',
    code: 'plan',
    message: /weight is no input/,
    change: ({ plan }) => (plan['models'][1].inputs.input[0] = { input: 'weight' }),
  },
  {
    name: 'an input that no model takes',
    code: 'plan',
    message: /no model takes the input extra/,
    change: ({ manifest }) => manifest['inputs'].push({ ...manifest['inputs'][1], name: 'extra' }),
  },
  {
    name: 'a category without values',
    code: 'plan',
    message: /no values/,
    change: ({ plan }) => (plan['models'][0].inputs.input[1] = { input: 'sex' }),
  },
  {
    name: 'a category that the plan forgets',
    code: 'plan',
    message: /no value for other/,
    change: ({ manifest }) => manifest['inputs'][1].categories.push('other'),
  },
  {
    name: 'a category that the manifest has not',
    code: 'plan',
    message: /no category other/,
    change: ({ plan }) => (plan['models'][0].inputs.input[1].values.other = 2),
  },
  {
    name: 'values for a number',
    code: 'plan',
    message: /values of categories for a number/,
    change: ({ plan }) => (plan['models'][1].inputs.input[0] = { input: 'age', values: { old: 1 } }),
  },
  {
    name: 'texts for elements that are numbers',
    code: 'plan',
    message: /texts for elements of f64/,
    change: ({ plan }) =>
      (plan['models'][1].inputs.input[1] = { input: 'sex', strings: { female: 'F', male: 'M' } }),
  },
  {
    name: 'an arm without its number',
    code: 'plan',
    message: /no value for arm treated/,
    change: ({ plan }) => delete plan['models'][0].inputs.input[2].arm.treated,
  },
  {
    name: 'several arms that the model is not told',
    code: 'plan',
    message: /they would all be the same/,
    change: ({ plan }) => delete plan['models'][1].arms,
  },
  {
    name: 'an unknown arm',
    code: 'plan',
    message: /no arm other/,
    change: ({ plan }) => (plan['models'][1].arms = ['other']),
  },
  {
    name: 'an output that two models give',
    code: 'plan',
    message: /several models give mean under treated/,
    change: ({ plan }) => delete plan['outputs'][1].file,
  },
  {
    name: 'an output that no model gives',
    code: 'plan',
    message: /no model gives median/,
    change: ({ plan }) => (plan['outputs'][1].output = 'median'),
  },
  {
    name: 'an element that the output has not',
    code: 'plan',
    message: /wants the number at 1/,
    change: ({ plan }) => (plan['outputs'][1].index = 1),
  },
  {
    name: 'an output twice in the plan',
    code: 'plan',
    message: /gives relapse twice/,
    change: ({ plan }) => plan['outputs'].push(plan['outputs'][1]),
  },
  {
    name: 'an output of the plan that the manifest has not',
    code: 'plan',
    message: /no such output/,
    change: ({ manifest }) => manifest['outputs'].splice(3, 1),
  },
  {
    name: 'an output of the manifest that the plan has not',
    code: 'plan',
    message: /does not say where relapse comes from/,
    change: ({ plan }) => plan['outputs'].splice(1, 1),
  },
  {
    name: 'an arm that no model computes',
    code: 'plan',
    message: /no model gives mean under control/,
    change: ({ manifest }) => (manifest['outputs'][4].arm = 'control'),
  },
  {
    name: 'survival as the event',
    code: 'plan',
    message: /alive at 5 is a survival, the plan's response event/,
    change: ({ plan }) => (plan['outputs'][0].response = 'event'),
  },
  {
    name: 'an interval of a point estimate',
    code: 'manifest',
    message: /point estimates; the manifest wants lower/,
    change: ({ manifest }) => (manifest['outputs'][3].statistic = 'lower'),
  },
  {
    name: 'draws of a point estimate',
    code: 'manifest',
    message: /declares draws/,
    change: ({ manifest }) => (manifest['draws'] = { count: 1, columns: [] }),
  },
  {
    name: 'a class too few',
    code: 'plan',
    message: /2 classes, the model gives 3/,
    change: ({ manifest }) => manifest['outcomes'][3].categories.pop(),
  },
  {
    name: 'labels that are not one for each class',
    code: 'plan',
    message: /expected 3 different labels/,
    change: ({ plan }) => (plan['outputs'][3].labels = [1, 1, 2]),
  },
  {
    name: 'a file that is not there',
    code: 'plan',
    message: /names the file other\.json/,
    change: ({ plan }) => (plan['models'][0].file = 'other.json'),
  },
];

describe('plans that do not fit are refused, saying what', () => {
  for (const { name, code, message, change } of cases) {
    test(name, () => {
      const parts = structuredClone({ plan: toGraphPlan() as Json, manifest: toGraphManifest() as Json });
      change(parts);
      assert.throws(
        () => {
          const plan = parsePlan(parts.plan);
          assert.equal(plan.kind, 'graph');
          // A manifest of any shape: what is tested is that the compiler refuses it.
          const manifest = parts.manifest as ReturnType<typeof toGraphManifest>;
          compileGraphs({ files: coefficientFiles, manifest, plan });
        },
        (error) => {
          assert.ok(error instanceof CompileError, String(error));
          assert.equal(error.code, code);
          assert.match(error.message, message);
          return true;
        },
      );
    });
  }
});
