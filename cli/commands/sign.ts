import { text } from 'node:stream/consumers';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { parseBundle } from '#core/bundle/bundle.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { writeWhole } from '#host/files/write-whole.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { sign as signFiles, type SigningKey } from '#host/trust/sign.ts';
import { aboutFile } from '#cli/about-file.ts';
import { maxBundleBytes } from '#cli/read-unverified.ts';
import { toSafeText } from '#cli/terminal.ts';
import { UsageError } from '#cli/usage-error.ts';

export interface SignOptions {
  /** A PEM file; `-` is standard input, so that a key need not stand in a file. */
  readonly key: string;
  readonly certificates?: string;
  readonly out: string;
  readonly overwrite?: true;
  readonly json?: true;
}

const maxPemBytes = 1024 * 1024;

/** `visite sign BUNDLE --key K --out FILE`: signs `id@version` of what the bundle's manifest says. */
export async function sign(path: string, options: SignOptions): Promise<void> {
  const bytes = readWhole(path, maxBundleBytes);
  const files = new Map(await aboutFile(path, () => parseContainer(bytes, inflateRaw)));
  if (files.has('model.sig'))
    throw new UsageError(`${path} is signed already`, 'sign the unsigned bundle again');
  const { manifest } = await aboutFile(path, () => parseBundle(files));
  const subject = `${manifest.id}@${manifest.version}`;
  const key = await readSigningKey(options);
  files.set('model.sig', await aboutFile(options.key, () => signFiles(files, subject, key)));
  writeWhole(options.out, toContainer(files), { overwrite: options.overwrite === true });
  const { id, version } = manifest;
  process.stdout.write(
    options.json
      ? `${JSON.stringify({ id, version, file: options.out })}\n`
      : toSafeText(`${subject} signed: ${options.out}\n`),
  );
}

async function readSigningKey({ key, certificates }: SignOptions): Promise<SigningKey> {
  const keyPem = key === '-' ? await text(process.stdin) : readPem(key);
  if (certificates === undefined) return { key: keyPem };
  const [certificate, ...chain] = splitCertificates(readPem(certificates));
  if (certificate === undefined) throw new UsageError(`${certificates} holds no certificate`);
  return { key: keyPem, certificate, chain };
}

function readPem(path: string): string {
  return Buffer.from(readWhole(path, maxPemBytes)).toString('latin1');
}

function splitCertificates(pem: string): string[] {
  return pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n?/g) ?? [];
}
