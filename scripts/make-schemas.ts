import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchemas } from '#core/bundle/json-schemas.ts';
import { toPolicySchema } from '#core/contract/policy-schema.ts';
import { toProfileSchema } from '#core/mapping/profile-schema.ts';

/** Writes docs/formats/schemas/ from the schemas in core/, and the profile's beside it. Tests compare them. */
const folder = join(import.meta.dirname, '..', 'docs', 'formats', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of toJsonSchemas()) {
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 1)}\n`);
}
writeFileSync(join(folder, '..', 'profile-1.schema.json'), `${JSON.stringify(toProfileSchema(), null, 1)}\n`);
writeFileSync(join(folder, 'policy-1.schema.json'), `${JSON.stringify(toPolicySchema(), null, 1)}\n`);
