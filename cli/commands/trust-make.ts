import { text } from 'node:stream/consumers';
import { toCanonicalBytes } from '#core/audit/canonical.ts';
import { maximumTrustFileBytes } from '#core/trust/trust-file.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { parseEnvelope, signTrustPart, toTrustFileBytes } from '#host/trust/make-trust-file.ts';
import { verifyFirstTrustFile } from '#host/trust/verify-trust-file.ts';
import { aboutFile } from '#cli/about-file.ts';
import { toSafeText } from '#cli/terminal.ts';

const maxKeyBytes = 65_536;

export interface TrustSignOptions {
  /** A PEM file; `-` is standard input. */
  readonly key: string;
  readonly out: string;
  readonly overwrite?: true;
}

/** `visite trust sign FILE --key K --out E`: one person's signature under a root or a list. */
export async function trustSign(path: string, { key, out, overwrite }: TrustSignOptions): Promise<void> {
  const content = readWhole(path, maximumTrustFileBytes);
  const pem =
    key === '-' ? await text(process.stdin) : Buffer.from(readWhole(key, maxKeyBytes)).toString('latin1');
  const envelope = await aboutFile(path, () => signTrustPart(content, pem));
  writeWhole(out, toCanonicalBytes(envelope), { overwrite: overwrite === true });
  say(`${out}: signed by ${envelope.signatures.length}, the last ${envelope.signatures.at(-1)?.keyid ?? ''}`);
}

export interface TrustMakeOptions {
  readonly root: readonly string[];
  readonly list: string;
  readonly out: string;
  readonly overwrite?: true;
}

/** `visite trust make --root E … --list E --out F`: a trust file, verified as a computer would that has none. */
export async function trustMake({ root, list, out, overwrite }: TrustMakeOptions): Promise<void> {
  const read = (path: string) => aboutFile(path, () => parseEnvelope(readWhole(path, maximumTrustFileBytes)));
  const file = { format: 1, roots: await Promise.all(root.map(read)), list: await read(list) } as const;
  const made = verifyFirstTrustFile(file, Date.now());
  writeWhole(out, toTrustFileBytes(file), { overwrite: overwrite === true });
  const { list: content } = made.list;
  say(`${out}: list ${content.version}, valid until ${content.expires}`);
  say(`its first root, ${made.first.root.version}, is ${made.first.sha256}: tell this digest another way`);
}

function say(line: string): void {
  process.stdout.write(`${toSafeText(line)}\n`);
}
