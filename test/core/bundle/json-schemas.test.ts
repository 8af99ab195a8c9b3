import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import { Card } from '#core/bundle/card.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { Golden } from '#core/bundle/golden.ts';
import { toJsonSchemas } from '#core/bundle/json-schemas.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { Reference } from '#core/bundle/reference.ts';
import { Texts } from '#core/bundle/texts.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { allCases } from '#test/core/bundle/cases/all-cases.ts';
import { minimal, textOf } from '#test/core/bundle/cases/bundle-case.ts';
import { editValue } from '#test/core/bundle/cases/edit-value.ts';
import { Random } from '#test/core/bundle/cases/random.ts';

const folder = join(import.meta.dirname, '../../../docs/formats/schemas');
// In strict mode ajv refuses keywords it does not know, so that a schema cannot say less than it seems to.
const ajv = new Ajv2020({ strict: true, strictTypes: false });
const rounds = process.env['VISITE_LONG'] === '1' ? 20_000 : 500;
const zodSchemas: Readonly<Record<string, z.ZodType>> = {
  manifest: Manifest,
  card: Card,
  golden: Golden,
  reference: Reference,
  texts: Texts,
};

function published(name: string): object {
  return JSON.parse(readFileSync(join(folder, `${name}-1.schema.json`), 'utf8'));
}

function nameOf(file: string): string {
  return file.startsWith('texts/') ? 'texts' : file.replace('.json', '');
}

test('the published schemas are those of the code', () => {
  const made = toJsonSchemas();
  // that of the policy is no file of a bundle: test/host/desk/settings.test.ts
  const ofBundles = readdirSync(folder).filter((file) => file !== 'policy-1.schema.json');
  assert.deepEqual(ofBundles.sort(), [...made.keys()].sort());
  for (const [file, schema] of made) {
    const text = readFileSync(join(folder, file), 'utf8');
    assert.equal(text, `${JSON.stringify(schema, null, 1)}\n`, 'run node scripts/make-schemas.ts');
  }
});

for (const [name, zodSchema] of Object.entries(zodSchemas)) {
  const validate = ajv.compile(published(name));
  const agree = (value: unknown, what: string): boolean => {
    const byZod = zodSchema.safeParse(value).success;
    assert.equal(validate(value), byZod, `${what}: zod says ${byZod}, ${JSON.stringify(validate.errors)}`);
    return byZod;
  };

  test(`schema and code agree on every vector: ${name}`, () => {
    const verdicts = { true: 0, false: 0 };
    for (const { name: caseName, bytes } of allCases) {
      for (const [file, value] of jsonFilesOf(bytes)) {
        if (nameOf(file) === name) verdicts[`${agree(value, `${caseName} ${file}`)}`] += 1;
      }
    }
    assert.ok(verdicts.true > 100 && verdicts.false > 2, JSON.stringify(verdicts));
  });

  test(`schema and code agree after random edits: ${name}`, () => {
    const random = new Random(name.length);
    const file =
      [...minimal.keys()].find((key) => key.endsWith('.json') && nameOf(key) === name) ?? assert.fail();
    for (let round = 0; round < rounds; round += 1) {
      const value: unknown = JSON.parse(textOf(file));
      editValue(value, random);
      agree(value, JSON.stringify(value));
    }
  });
}

/** The files of a vector that are JSON, as far as it can be opened at all. */
function jsonFilesOf(bytes: Uint8Array): readonly (readonly [file: string, value: unknown])[] {
  try {
    return [...parseContainer(bytes, inflateRaw)].flatMap(([file, content]) => {
      if (!file.endsWith('.json') || content.length > 100_000) return [];
      return [[file, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))] as const];
    });
  } catch {
    return [];
  }
}
