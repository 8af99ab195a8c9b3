import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJsonSchemas } from '#core/bundle/json-schemas.ts';

/** Writes docs/formats/schemas/ from the schemas in core/bundle/. A test compares the two. */
const folder = join(import.meta.dirname, '..', 'docs', 'formats', 'schemas');
mkdirSync(folder, { recursive: true });
for (const [name, schema] of toJsonSchemas()) {
  writeFileSync(join(folder, name), `${JSON.stringify(schema, null, 1)}\n`);
}
