import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Dialect } from '#core/table/dialect.ts';

const Item = z.union([
  z.tuple([z.literal('row'), z.int(), z.array(z.string())]),
  z.tuple([z.enum(['blank', 'repeated-header']), z.int()]),
  z.tuple([z.literal('broken'), z.int(), z.string()]),
]);

const Verdict = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('table'),
    header: z.strictObject({
      line: z.int(),
      titles: z.array(z.string()),
      separatorLine: z.string().optional(),
      titleText: z.string().optional(),
    }),
    items: z.array(Item),
  }),
  z.strictObject({ kind: z.literal('refused'), code: z.string(), line: z.int() }),
]);

const Suggest = z.strictObject({
  kind: z.enum(['clear', 'ambiguous', 'refused']),
  dialect: Dialect.optional(),
  undecided: z.array(z.string()).optional(),
  sure: z.record(z.string(), z.string()).optional(),
  evidence: z.array(z.string()).optional(),
  skip: z.array(z.tuple([z.string(), z.string(), z.int()])).optional(),
  code: z.string().optional(),
});

/** A vector of test/vectors/table (its README says what the fields mean). */
const Vector = z
  .strictObject({
    about: z.string(),
    bytes: z.string().regex(/^[\0-\xFF]*$/),
    dialect: Dialect.optional(),
    verdict: Verdict.optional(),
    suggest: Suggest.optional(),
  })
  .refine(({ dialect, verdict }) => (dialect === undefined) === (verdict === undefined));

export type Vector = z.infer<typeof Vector>;

export const vectorFolder = new URL('../../vectors/table/', import.meta.url);

/** Every vector by name. */
export function readVectors(): (readonly [string, Vector])[] {
  return readdirSync(vectorFolder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [
      name.replace('.json', ''),
      Vector.parse(JSON.parse(readFileSync(new URL(name, vectorFolder), 'utf8'))),
    ]);
}

export function toVectorBytes({ bytes }: Vector): Uint8Array {
  return Uint8Array.from(bytes, (character) => character.charCodeAt(0));
}
