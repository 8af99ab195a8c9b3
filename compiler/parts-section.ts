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
  for (const { id, content } of sectionsOf(module)) {
    const nameEnd = 1 + (content[0] ?? 0);
    if (id === 0 && new TextDecoder().decode(content.subarray(1, nameEnd)) === sectionName) {
      return parseParts(content.subarray(nameEnd));
    }
  }
  return undefined;
}

/** Bytes of a module's code and of its tables. */
export function toSectionSizes(module: Uint8Array): { readonly code: number; readonly data: number } {
  const sizes = { code: 0, data: 0 };
  for (const { id, content } of sectionsOf(module)) {
    if (id === 10) sizes.code += content.length;
    if (id === 11) sizes.data += content.length;
  }
  return sizes;
}

function* sectionsOf(module: Uint8Array): Generator<{ readonly id: number; readonly content: Uint8Array }> {
  for (let at = 8; at < module.length;) {
    const { value: size, next } = readUnsigned(module, at + 1);
    yield { id: module[at] ?? 0, content: module.subarray(next, next + size) };
    at = next + size;
  }
}

function parseParts(bytes: Uint8Array): ModuleParts | undefined {
  try {
    return ModuleParts.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))).data;
  } catch {
    return undefined;
  }
}
