import { z } from 'zod';
import { unsigned } from '#compiler/assembler/bytes.ts';
import { readUnsigned } from '#compiler/fuel/instruction-reader.ts';

/**
 * The custom section `visite.parts` of a module: as JSON, what each part is and how it is computed, for people. It
 * changes nothing that is computed, and an engine skips it.
 */
const sectionName = 'visite.parts';

const ModuleParts = z
  .array(z.strictObject({ part: z.string().max(256), description: z.string().max(4096) }))
  .max(1024);
export type ModuleParts = z.infer<typeof ModuleParts>;

/** The module with the section at its end. */
export function addPartsSection(module: Uint8Array, parts: ModuleParts): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(sectionName);
  const content = new TextEncoder().encode(JSON.stringify(parts));
  const length = 1 + name.length + content.length;
  const head = Uint8Array.from([0, ...unsigned(length), name.length]);
  const out = new Uint8Array(module.length + head.length + name.length + content.length);
  out.set(module);
  out.set(head, module.length);
  out.set(name, module.length + head.length);
  out.set(content, module.length + head.length + name.length);
  return out;
}

/** What the section says; undefined where a module has none, or says it in another form. */
export function readPartsSection(module: Uint8Array): ModuleParts | undefined {
  for (let at = 8; at < module.length;) {
    const id = module[at];
    const { value: size, next } = readUnsigned(module, at + 1);
    const content = module.subarray(next, next + size);
    const nameEnd = 1 + (content[0] ?? 0);
    if (id === 0 && new TextDecoder().decode(content.subarray(1, nameEnd)) === sectionName) {
      return parseParts(content.subarray(nameEnd));
    }
    at = next + size;
  }
  return undefined;
}

function parseParts(bytes: Uint8Array): ModuleParts | undefined {
  try {
    return ModuleParts.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data;
  } catch {
    return undefined;
  }
}
