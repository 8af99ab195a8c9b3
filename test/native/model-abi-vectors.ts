import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { TextOptions } from '#native/index.d.ts';

const Block = z.string().regex(/^[0-9a-f]{16}( [0-9a-f]{16})*$/);
const Call = z
  .strictObject({
    predict: z
      .strictObject({
        rows: z.int().positive(),
        rowsPerCall: z.array(z.int().positive()).min(1),
        input: Block,
        /** By text column: the bytes of each row in hexadecimal, `null` where it is missing. */
        texts: z.record(z.string(), z.array(z.string().nullable())).optional(),
        deadlineMs: z.int().positive().optional(),
      })
      .optional(),
    draws: z.strictObject({ input: Block }).optional(),
    output: Block.optional(),
    stopped: z.string().optional(),
  })
  .refine((call) => (call.predict === undefined) !== (call.draws === undefined))
  .refine((call) => (call.output === undefined) !== (call.stopped === undefined));
const Limits = z.partialRecord(
  z.enum([
    'maxModuleBytes',
    'maxFunctions',
    'maxFunctionBytes',
    'maxLocals',
    'maxNesting',
    'maxTableEntries',
    'maxMemoryBytes',
    'fuelPerRow',
  ]),
  z.int().nonnegative(),
);
const Case = z
  .strictObject({
    description: z.string(),
    limits: Limits.optional(),
    refused: z.strictObject({ code: z.string(), names: z.array(z.string()) }).optional(),
    model: z
      .strictObject({
        inputColumns: z.int().positive(),
        outputColumns: z.int().positive(),
        draws: z.strictObject({ count: z.int().positive(), columns: z.int().positive() }).optional(),
      })
      .optional(),
    calls: z.array(Call).min(1).optional(),
  })
  .refine((one) => (one.refused === undefined) === (one.model !== undefined && one.calls !== undefined));

export type VectorCase = z.infer<typeof Case>;
export type VectorCall = z.infer<typeof Call>;

export interface Vector {
  readonly name: string;
  readonly case: VectorCase;
  readonly wasm: Uint8Array<ArrayBuffer>;
}

/** The vectors of docs/formats/model-abi.md, in the order of their names. */
export function readVectors(): readonly Vector[] {
  const root = join(import.meta.dirname, '../vectors/model-abi');
  return readdirSync(root)
    .sort()
    .map((name) => ({
      name,
      case: Case.parse(JSON.parse(readFileSync(join(root, name, 'case.json'), 'utf8'))),
      wasm: Uint8Array.from(readFileSync(join(root, name, 'module.wasm'))),
    }));
}

/** A block's text → its values. */
export function toValues(block: string): Float64Array {
  const bytes = Uint8Array.from(Buffer.from(block.replaceAll(' ', ''), 'hex'));
  return new Float64Array(bytes.buffer);
}

/** The texts of a call, as the addon takes them. */
export function toTexts(texts: Readonly<Record<string, readonly (string | null)[]>>): TextOptions {
  const columns = Object.keys(texts).map(Number);
  const rows = Object.values(texts)
    .flat()
    .map((text) => (text === null ? null : Buffer.from(text, 'hex')));
  let start = 0;
  const cells = rows.flatMap((text) => {
    const cell = text === null ? [0, missingText] : [start, text.length];
    start += text?.length ?? 0;
    return cell;
  });
  const bytes = Uint8Array.from(Buffer.concat(rows.map((text) => text ?? Buffer.alloc(0))));
  return { columns, cells: Uint32Array.from(cells), bytes };
}

/** The length that says a text is missing. */
export const missingText = 0xffffffff;

/** Values → a block's text, with every NaN written the same way. */
export function toBlock(values: Float64Array): string {
  const bytes = new DataView(new ArrayBuffer(8));
  return Array.from(values, (value) => {
    bytes.setFloat64(0, value, true);
    if (Number.isNaN(value)) return '000000000000f87f';
    return bytes.getBigUint64(0).toString(16).padStart(16, '0');
  }).join(' ');
}
