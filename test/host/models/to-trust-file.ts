import type { TrustList } from '#core/trust/trust-list.ts';
import { root, trustRoot } from '#test/host/models/make-site.ts';
import { signList, signRoot } from '#test/host/trust/make-trust-file.ts';

/** The bytes of a trust file with this list; the first one that a computer takes has its root. */
export function toTrustFile(list: TrustList, withRoot: boolean): Uint8Array {
  const roots = withRoot ? [signRoot(trustRoot, [root])] : [];
  return Buffer.from(JSON.stringify({ format: 1, roots, list: signList(list, [root]) }));
}
