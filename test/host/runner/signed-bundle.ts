import { sign } from '#host/trust/sign.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { readMinimalFiles, toSignedContainer } from '#test/host/trust/minimal-bundle.ts';

const key = makeKey('prime256v1');

/** The smallest bundle with another module and changed requests, signed and verified. */
export function signedBundle(
  module?: Uint8Array,
  changeManifest: (text: string) => string = (text) => text,
): VerifiedBundle {
  const files = readMinimalFiles();
  if (module) files.set('model.wasm', module);
  const manifest = changeManifest(new TextDecoder().decode(files.get('manifest.json')));
  files.set('manifest.json', new TextEncoder().encode(manifest));
  const { publisher } = JSON.parse(manifest);
  const container = toSignedContainer(files, sign(files, 'minimal@1.2.3-test.1', { key: key.privatePem }));
  const anchors = { keys: [{ pem: key.publicPem, publisher }], roots: [], revokedFingerprints: [] };
  return verifyBundle(container, anchors, new Date());
}
