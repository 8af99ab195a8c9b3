import { z } from 'zod';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { parseUtf8 } from '#core/bundle/utf8.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';
import { TrustError } from '#host/trust/trust-error.ts';

/** Name of a file beside anchors.json. */
const FileName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*\.pem$/);

/** `anchors.json` of a folder of trusted publishers; the PEM files stand beside it. */
const AnchorsFile = z.strictObject({
  format: z.literal(1),
  keys: z.array(z.strictObject({ file: FileName, publisher: z.string() })),
  roots: z.array(z.strictObject({ file: FileName, publishers: z.array(z.string()) })),
  revokedFingerprints: z.array(z.string()),
});

/**
 * The anchors that a folder states. `read` gives the bytes of a file of that folder by name.
 * Throws TrustError `anchors-invalid`.
 */
export function parseAnchorsFile(bytes: Uint8Array, read: (name: string) => Uint8Array): TrustAnchors {
  const { keys, roots, revokedFingerprints } = parseContent(bytes);
  const readPem = (name: string) => {
    const text = parseUtf8(read(name));
    if (text === undefined)
      throw new TrustError('anchors-invalid', `${name}: expected UTF-8, got other bytes`);
    return text;
  };
  return {
    keys: keys.map(({ file, publisher }) => ({ pem: readPem(file), publisher })),
    roots: roots.map(({ file, publishers }) => ({ pem: readPem(file), publishers })),
    revokedFingerprints,
  };
}

function parseContent(bytes: Uint8Array): z.infer<typeof AnchorsFile> {
  let json: unknown;
  try {
    json = parseJsonStrict(bytes);
  } catch (error) {
    throw new TrustError(
      'anchors-invalid',
      `anchors.json: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  const parsed = AnchorsFile.safeParse(json);
  if (!parsed.success) {
    throw new TrustError('anchors-invalid', `anchors.json: ${z.prettifyError(parsed.error)}`);
  }
  return parsed.data;
}
