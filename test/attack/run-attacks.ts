import { AssertionError } from 'node:assert';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AttackCase } from '#test/attack/attack-case.ts';

export interface AttackResult {
  readonly id: string;
  readonly attack: string;
  readonly expected: string;
  readonly got: string;
  readonly held: boolean;
}

/** Carries one out in a folder of its own. What throws did not hold. */
export async function runAttack({ id, attack, expected: ways, run }: AttackCase): Promise<AttackResult> {
  const allowed = typeof ways === 'string' ? [ways] : ways;
  const expected = allowed.join(' or ');
  const folder = mkdtempSync(join(tmpdir(), 'visite-attack-'));
  try {
    const got = await run(folder);
    return { id, attack, expected, got, held: allowed.includes(got) };
  } catch (error) {
    return { id, attack, expected, got: toMessage(error), held: false };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function toMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const kind = error instanceof AssertionError ? 'not as it must be' : 'failed';
  return `${kind}: ${text.replaceAll(/\s+/g, ' ').slice(0, 300)}`;
}

/** A line of the table, in columns as wide as the longest of their words may be. */
export function toLine({ id, attack, expected, got, held }: AttackResult): string {
  const told = held ? got : `${got}  <-- DIFFERS`;
  return `${id.padEnd(4)}  ${attack.padEnd(72)}  ${expected.padEnd(52)}  ${told}`;
}
