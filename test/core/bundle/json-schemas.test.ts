import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { z } from 'zod';
import { Card } from '#core/bundle/card.ts';
import { Golden } from '#core/bundle/golden.ts';
import { toJsonSchemas } from '#core/bundle/json-schemas.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { Reference } from '#core/bundle/reference.ts';
import { Texts } from '#core/bundle/texts.ts';
import { allCases } from '#test/core/bundle/cases/all-cases.ts';
import { minimal, textOf } from '#test/core/bundle/cases/bundle-case.ts';
import { parseContainer } from '#core/bundle/container.ts';
import { Random } from '#test/core/bundle/cases/random.ts';

const folder = join(import.meta.dirname, '../../../docs/formats/schemas');
// `schema`: in strict mode ajv refuses keywords it does not know, so that a schema cannot say less than it seems to.
const ajv = new Ajv2020({ strict: true, strictTypes: false });
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
  assert.deepEqual(readdirSync(folder).sort(), [...made.keys()].sort());
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

  test(`schema and code agree after 1,000 random edits: ${name}`, () => {
    const random = new Random(name.length);
    const file =
      [...minimal.keys()].find((key) => key.endsWith('.json') && nameOf(key) === name) ?? assert.fail();
    for (let round = 0; round < 1000; round += 1) {
      const value: unknown = JSON.parse(textOf(file));
      edit(value, random);
      agree(value, JSON.stringify(value));
    }
  });
}

/** The files of a vector that are JSON, as far as it can be opened at all. */
function jsonFilesOf(bytes: Uint8Array): readonly (readonly [file: string, value: unknown])[] {
  try {
    return [...parseContainer(bytes)].flatMap(([file, content]) => {
      if (!file.endsWith('.json') || content.length > 100_000) return [];
      return [[file, JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))] as const];
    });
  } catch {
    return [];
  }
}

/** Replaces, removes or adds one value somewhere inside. */
function edit(root: unknown, random: Random): void {
  const places: (readonly [object, string])[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      places.push([value, key]);
      walk(part);
    }
  };
  walk(root);
  const [parent, key] = random.pick(places);
  const old: unknown = Reflect.get(parent, key);
  const values: readonly unknown[] = [
    0,
    -1,
    1,
    9,
    10,
    0.5,
    1.5,
    1e300,
    '',
    'a',
    'A',
    'de',
    '1-9',
    'a b',
    null,
    true,
    [],
    {},
    [old],
    { nl: old },
    String(old),
  ];
  const turn = random.below(4);
  if (turn === 0) Reflect.deleteProperty(parent, key);
  else if (turn === 1) Reflect.set(parent, random.pick(['zz', 'de', key.toUpperCase(), `${key}-x`]), old);
  else Reflect.set(parent, key, random.pick(values));
  if (Array.isArray(parent) && turn === 0) parent.splice(0, parent.length, ...parent.filter(() => true));
}
