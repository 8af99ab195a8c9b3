import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { bombs } from '#scripts/hostile-corpus/bombs.ts';

const folder = join(import.meta.dirname, '../../test/vectors/hostile');
const Codes = z.array(z.string()).min(1);
const Case = z.strictObject({
  name: z.string().regex(/^(D\d\d|form)-[a-z0-9-]+$/),
  /** The case of the list that it belongs to, or `form` for what is no module of the contract at all. */
  case: z.string(),
  about: z.string(),
  /** A module that is too large to keep; the others lie in `modules`, as text and as binary. */
  made: z
    .strictObject({ bomb: z.enum(Object.keys(bombs) as [keyof typeof bombs]), count: z.int() })
    .optional(),
  /** How it may end; more than one way where speed or memory of the machine decides. */
  expect: z
    .strictObject({
      /** Codes of the engine, or of the runner, with which it is never run. */
      refused: Codes.optional(),
      /** Codes with which the run is stopped. */
      stopped: Codes.optional(),
      /** It answers, and the fault for which nobody is shown an answer. */
      noRecommendation: z.string().optional(),
      /** It answers, and what it answers is in order. */
      runs: z.literal(true).optional(),
    })
    .refine((ends) => Object.keys(ends).length > 0),
  /** What the message of a refusal contains. */
  names: z.array(z.string()).optional(),
  /** Of the manifest's requests, where it is not 10,000. */
  fuelPerRow: z.int().positive().optional(),
  /** Of the one call, where it is not that of a patient. */
  deadlineMs: z.int().positive().optional(),
  /** From handing the module over to its end, where it is not the deadlines' sum. */
  withinMs: z.int().positive().optional(),
});

export type HostileCase = z.infer<typeof Case>;

/** Every hostile module's verdict, in the order of the list. */
export function readCorpus(): readonly HostileCase[] {
  return z.array(Case).parse(JSON.parse(readFileSync(join(folder, 'corpus.json'), 'utf8')));
}

/** The bytes of a case's module. */
export function readHostileModule({ name, made }: HostileCase): Uint8Array<ArrayBuffer> {
  if (made !== undefined) return bombs[made.bomb](made.count);
  return Uint8Array.from(readFileSync(join(folder, 'modules', `${name}.wasm`)));
}
