import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { toOutputNames } from '#core/advice/output-name.ts';
import { CompileError } from '#compiler/errors.ts';
import { readPartsSection } from '#compiler/parts-section.ts';
import { makeBundle, type MadeBundle } from '#cli/authoring/make-bundle.ts';
import { listNotStated } from '#cli/authoring/description/not-stated.ts';
import { listLacking } from '#cli/authoring/list-lacking.ts';
import { readModelFolder } from '#cli/authoring/read-model-folder.ts';
import { UsageError } from '#cli/usage-error.ts';
import { toDescription, toFolder } from '#test/cli/authoring/described.ts';

async function make(files: ReadonlyMap<string, string>): Promise<MadeBundle> {
  const folder = mkdtempSync(join(tmpdir(), 'visite-described-'));
  try {
    for (const [name, text] of files) {
      const path = join(folder, name);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    return await makeBundle(readModelFolder(folder));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('a description becomes a bundle that holds together and reproduces the original', async () => {
  const made = await make(toFolder(toDescription()));
  const { manifest, card, reference, texts, golden, module } = made.bundle;
  assert.deepEqual(toOutputNames(manifest), [
    'relapse_2a_control_mean',
    'relapse_2a_treated_mean',
    'relapse_2a_treated_minus_control_mean',
  ]);
  assert.ok(made.largestDifference < 1e-15, `${made.largestDifference}`);
  assert.equal(manifest.status, 'research-and-demonstration');
  assert.equal(golden.provenance, 'synthetic');
  assert.ok(manifest.requests.fuelPerRow < 1_000_000 && manifest.requests.memoryMiB < 8);
  assert.equal(card.uses.intendedUse.nl, 'Niet vermeld.');
  assert.equal(texts.get('nl')?.['title'], 'Recidief');
  assert.equal(texts.get('nl')?.['inputs.age.label'], 'Age');
  assert.equal(texts.get('en')?.['inputs.sex.categories.male'], 'male');
  // Five persons without a sex would follow from the counts of the others.
  assert.deepEqual(reference.inputs['sex'], { type: 'not-stated' });
  const age = reference.inputs['age'];
  assert.deepEqual(age?.type === 'number' ? age.quantiles.map(({ p }) => p) : age, [0.05, 0.5, 0.95]);
  assert.match(
    readPartsSection(module)?.[0]?.description ?? '',
    /link logit, 3 features, computed once for each of control, treated/,
  );
});

test('the same folder gives the same bytes', async () => {
  const [one, other] = [await make(toFolder(toDescription())), await make(toFolder(toDescription()))];
  assert.deepEqual([...one.files], [...other.files]);
});

test('what a human wrote takes the place of its draft', async () => {
  const drafted = await make(toFolder(toDescription()));
  const text = new TextDecoder().decode(drafted.files.get('texts/en.json'));
  const { bundle } = await make(
    toFolder(toDescription(), { 'texts/en.json': text.replace('"male"', '"Man"') }),
  );
  assert.equal(bundle.texts.get('en')?.['inputs.sex.categories.male'], 'Man');
});

test('what is not stated is listed, from the description and from the bundle', async () => {
  const listed = listNotStated(toDescription());
  for (const what of ['publisher', 'label of the input age in nl', 'statement fairness', 'summary']) {
    assert.ok(listed.includes(what), `${what} is not among ${listed.join('; ')}`);
  }
  assert.ok(!listed.some((what) => what.startsWith('title') || what === 'unit of the input age'));
  const { bundle } = await make(toFolder(toDescription()));
  const lacking = listLacking(bundle);
  for (const what of ['publisher', 'reference: a measured figure', 'texts in nl: summary']) {
    assert.ok(lacking.includes(what), `${what} is not among ${lacking.join('; ')}`);
  }
});

test('golden patients as a table', async () => {
  const { golden, ...rest } = toDescription();
  const { patients = [], ...head } = golden;
  const rows = patients.map(({ name, inputs, original }) =>
    [name, inputs['age'], inputs['sex'], ...original].join(','),
  );
  const titles =
    'name,age,sex,relapse_2a_control_mean,relapse_2a_treated_mean,relapse_2a_treated_minus_control_mean';
  const csv = `${[titles, ...rows].join('\n')}\n`;
  const { bundle } = await make(toFolder({ ...rest, golden: head }, { 'golden.csv': csv }));
  assert.equal(bundle.golden.patients.length, patients.length);
  const wrong: readonly (readonly [name: string, csv: string, message: RegExp])[] = [
    ['a column too few', csv.replaceAll(/,[^,\n]+\n/g, '\n'), /expected a column relapse_2a_treated_minus/],
    ['a column too many', csv.replaceAll('\n', ',1\n').replace('mean,1', 'mean,weight'), /no column weight/],
    ['a number that is none', csv.replace(',30,', ',thirty,'), /line 2, age: expected a number/],
    ['a blank line', `${csv}\n`, /blank line/],
  ];
  for (const [name, text, message] of wrong) {
    await assert.rejects(
      make(toFolder({ ...rest, golden: head }, { 'golden.csv': text })),
      (error) => error instanceof UsageError && message.test(error.message),
      name,
    );
  }
});

const { golden } = toDescription();
const refused: readonly (readonly [
  name: string,
  files: ReadonlyMap<string, string>,
  kind: typeof BundleError | typeof CompileError | typeof UsageError,
  message: RegExp,
])[] = [
  ['an empty folder', new Map([['other', '']]), UsageError, /neither description\.json nor plan\.json/],
  [
    'an original that the module does not reproduce',
    toFolder(
      toDescription({
        golden: {
          ...golden,
          patients: (golden.patients ?? []).map((patient) => ({
            ...patient,
            original: patient.original.map((value) => (value ?? 0) + 1e-9),
          })),
        },
      }),
    ),
    BundleError,
    /does not reproduce the original \(all in one call\): 24 values differ/,
  ],
  [
    'clinical use while something is not stated',
    toFolder(toDescription({ status: 'clinical-use' })),
    BundleError,
    /must state everything/,
  ],
  [
    'golden patients twice',
    toFolder(toDescription(), { 'golden.csv': 'name\n' }),
    UsageError,
    /in description\.json and in golden\.csv/,
  ],
  [
    'a plan that does not fit',
    toFolder(
      toDescription({ outputs: [{ outcome: 'relapse', horizon: 2, output: 'median', response: 'event' }] }),
    ),
    CompileError,
    /gives mean, linear; the plan wants median/,
  ],
  [
    'an unknown field',
    new Map([
      ...toFolder(toDescription()),
      ['description.json', JSON.stringify({ ...toDescription(), colour: 'red' })],
    ]),
    BundleError,
    /colour/,
  ],
];

describe('folders that are refused', () => {
  for (const [name, files, kind, message] of refused) {
    test(name, async () => {
      await assert.rejects(make(files), (error) => {
        assert.ok(error instanceof kind, String(error));
        assert.match(error.message, message);
        return true;
      });
    });
  }
});
