import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { Profile } from '#core/mapping/profile.ts';
import { toProfileSchema } from '#core/mapping/profile-schema.ts';
import { profile } from '#test/core/mapping/ward.ts';

const page = new URL('../../../docs/formats/profile-1.schema.json', import.meta.url);
const demo = new URL('../../../assets/exports/colon-epd-export.profile.json', import.meta.url);

test('the published schema is the one in use (node scripts/make-schemas.ts writes it)', () => {
  assert.deepEqual(JSON.parse(readFileSync(page, 'utf8')), JSON.parse(JSON.stringify(toProfileSchema())));
});

test('the published schema, read by ajv, accepts and refuses shapes as the program does', () => {
  const accepts = new Ajv2020({ strict: true, strictTypes: false }).compile(
    JSON.parse(readFileSync(page, 'utf8')),
  );
  const { dialect: _, ...noDialect } = profile;
  const cases: readonly (readonly [document: unknown, accepted: boolean])[] = [
    [profile, true],
    [JSON.parse(readFileSync(demo, 'utf8')), true],
    [{ ...profile, profile: 2 }, false],
    [{ ...profile, guess: true }, false],
    [noDialect, false],
    [{ ...profile, dialect: { ...profile.dialect, encoding: 'latin1' } }, false],
    [{ ...profile, inputs: { hb: { kind: 'text', column: 'Hb' } } }, false],
    [{ ...profile, inputs: { Hb: profile.inputs['hb'] } }, false],
    [{ ...profile, header: [] }, false],
  ];
  for (const [document, accepted] of cases) {
    assert.equal(accepts(document), accepted, JSON.stringify(accepts.errors));
    assert.equal(Profile.safeParse(document).success, accepted);
  }
});
