import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { parseBartPlan, type BartPlan } from '#compiler/plan.ts';
import { Card } from '#core/bundle/card.ts';
import { checkCard } from '#core/bundle/check-card.ts';
import { checkGoldenOriginalFile } from '#core/bundle/check-golden.ts';
import { checkHygiene } from '#core/bundle/check-hygiene.ts';
import { checkManifest } from '#core/bundle/check-manifest.ts';
import { checkReference } from '#core/bundle/check-reference.ts';
import { GoldenOriginal } from '#core/bundle/golden.ts';
import { checkKeys } from '#core/bundle/inconsistency.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { Reference } from '#core/bundle/reference.ts';
import { Texts, toTextKeys } from '#core/bundle/texts.ts';

const assets = new URL('../../assets/', import.meta.url);

function readBytes(path: string): Uint8Array {
  return readFileSync(new URL(path, assets));
}

function readJson(path: string): unknown {
  return parseJsonStrict(readBytes(path), path);
}

function toSha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The column each feature of the plan becomes: an input, `interval` or `arm`. */
function toColumns(plan: BartPlan): string[] {
  return plan.features.map((feature) =>
    'input' in feature ? feature.input : 'interval' in feature ? 'interval' : 'arm',
  );
}

const Training = z.object({ model: z.object({ bytes: z.int(), sha256: z.string(), jsonBytes: z.int() }) });
const Measured = z.object({ value: z.number() });
const Evaluation = z.object({
  models: z.record(
    z.string(),
    z.object({ prediction: z.object({ auc: Measured, brier: Measured }), averageEffect: Measured }),
  ),
});

for (const model of ['colon-adjuvant', 'colon-adjuvant-bcf']) {
  describe(model, () => {
    const manifest = Manifest.parse(readJson(`models/${model}/manifest.json`));
    const plan = parseBartPlan(readJson(`models/${model}/plan.json`));

    it('has a manifest that holds together', () => {
      assert.equal(manifest.id, model);
      assert.equal(manifest.status, 'research-and-demonstration');
      assert.deepEqual(checkManifest(manifest), []);
    });

    it('was made from the model that lies beside it', () => {
      const packed = readBytes(`models/${model}/model.json.gz`);
      const training = Training.parse(readJson(`models/${model}/training.json`));
      const text = gunzipSync(packed);
      assert.deepEqual(
        { bytes: packed.length, sha256: toSha256(packed), jsonBytes: text.length },
        training.model,
      );
      assert.equal(manifest.source.sha256, toSha256(text));
    });

    it('has a plan whose columns are those of the training matrix', () => {
      const inputs = ['sex', 'age', 'obstruct', 'perfor', 'adhere', 'nodes', 'differ', 'extent', 'surg'];
      assert.deepEqual(toColumns(plan), plan.kind === 'bcf' ? inputs : [...inputs, 'interval', 'arm']);
      assert.deepEqual(
        manifest.inputs.filter(({ role }) => role === 'model').map(({ name }) => name),
        inputs,
      );
      for (const feature of plan.features) {
        if (!('input' in feature)) continue;
        const input = manifest.inputs.find(({ name }) => name === feature.input);
        const values = 'values' in feature ? Object.keys(feature.values) : [];
        assert.deepEqual(values, input?.type === 'category' ? input.categories : []);
      }
    });

    it('has a card that says what the evaluation found', () => {
      const json = readJson(`models/${model}/card.json`);
      const card = Card.parse(json);
      assert.deepEqual(checkCard(manifest, card), []);
      assert.deepEqual(checkHygiene(json, true), []);
      assert.equal(
        card.facts.developmentData.sources[0]?.sha256,
        toSha256(readBytes('data/colon/colon.csv')),
      );
      const measured = Evaluation.parse(readJson('models/evaluation.json')).models[model];
      const stated = new Map(card.metrics.usefulness.results.map(({ name, value }) => [name, value]));
      assert.equal(stated.get('auc'), measured?.prediction.auc.value);
      assert.equal(stated.get('brier'), measured?.prediction.brier.value);
      assert.equal(stated.get('average-effect'), measured?.averageEffect.value);
      for (const { rHat } of card.evidence.convergence?.quantities ?? []) assert.ok(rHat < 1.05);
    });

    it('has a reference of aggregates, with the performance of the card', () => {
      const json = readJson(`models/${model}/reference.json`);
      const reference = Reference.parse(json);
      assert.deepEqual(checkReference(manifest, reference), []);
      assert.deepEqual(checkHygiene(json, false), []);
      const card = Card.parse(readJson(`models/${model}/card.json`));
      assert.deepEqual(reference.performance, card.metrics.usefulness.results);
    });

    for (const language of manifest.languages) {
      it(`has its texts in ${language}`, () => {
        const texts = Texts.parse(readJson(`models/${model}/texts/${language}.json`));
        assert.deepEqual(checkKeys('', texts, toTextKeys(manifest)), []);
        assert.deepEqual(checkHygiene(texts, false), []);
      });
    }

    it('has golden patients of every category and at the edges of the population', () => {
      const golden = GoldenOriginal.parse(readJson(`models/${model}/golden-original.json`));
      assert.deepEqual(checkGoldenOriginalFile(manifest, golden), []);
      assert.deepEqual(golden.original, { library: 'stochtree', version: '0.4.5' });
      for (const input of manifest.inputs.filter(({ role }) => role === 'model')) {
        const values = new Set(golden.patients.map(({ inputs }) => inputs[input.name]));
        const range = manifest.population.find(({ input: name }) => name === input.name);
        const expected =
          input.type === 'category'
            ? input.categories
            : range?.kind === 'range'
              ? [range.min, range.max]
              : [];
        assert.ok(expected.length > 0);
        for (const value of expected) assert.ok(values.has(value), `${input.name} ${value}`);
      }
    });

    it('has golden outputs in which every difference is that of its arms', () => {
      const golden = GoldenOriginal.parse(readJson(`models/${model}/golden-original.json`));
      const find = (patient: number, arm: string, reference: string | undefined, horizon: number): number => {
        const at = manifest.outputs.findIndex(
          (output) =>
            output.arm === arm &&
            output.reference === reference &&
            output.horizon === horizon &&
            output.statistic === 'mean',
        );
        return golden.patients[patient]?.original[at] ?? NaN;
      };
      for (const patient of golden.patients.keys()) {
        for (const { value } of manifest.outcomes[0]?.horizons ?? []) {
          const difference = find(patient, 'lev5fu', 'observation', value);
          const arms =
            find(patient, 'lev5fu', undefined, value) - find(patient, 'observation', undefined, value);
          assert.ok(Math.abs(difference - arms) < 1e-12, `patient ${patient}, horizon ${value}`);
        }
      }
    });
  });
}

describe('the trial data', () => {
  it('is the file its provenance names', () => {
    const digest = toSha256(readBytes('data/colon/colon.csv'));
    assert.match(Buffer.from(readBytes('data/colon/PROVENANCE.md')).toString(), new RegExp(`\`${digest}\``));
  });
});
