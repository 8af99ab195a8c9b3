import { z } from 'zod';
import { Card } from '#core/bundle/card.ts';
import { Golden } from '#core/bundle/golden.ts';
import { Manifest } from '#core/bundle/manifest.ts';
import { Reference } from '#core/bundle/reference.ts';
import { Texts } from '#core/bundle/texts.ts';

const schemas = { manifest: Manifest, card: Card, golden: Golden, reference: Reference, texts: Texts };

/** The published JSON Schemas (draft 2020-12) of a bundle's files, format 1: file name → schema. */
export function toJsonSchemas(): ReadonlyMap<string, object> {
  return new Map(
    Object.entries(schemas).map(([name, schema]) => {
      const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', reused: 'inline' });
      const title = name === 'texts' ? 'texts/<language>.json' : `${name}.json`;
      return [
        `${name}-1.schema.json`,
        {
          $schema,
          $id: `urn:visite:schema:bundle:${name}:1`,
          title: `Visite bundle, format 1: ${title}`,
          ...rest,
        },
      ];
    }),
  );
}
