import { hashBytes, toJoined, toUint64, type Mac } from '#core/audit/hash.ts';
import { toUtf8 } from '#core/bundle/utf8.ts';

/** What stands before the first entry and the first head. */
export const noMac = new Uint8Array(hashBytes);

/** The chained code of an entry: over the code of the entry before it, its index and its leaf hash. */
export function toEntryMac(mac: Mac, previous: Uint8Array, index: number, leafHash: Uint8Array): Uint8Array {
  return mac(entryDomain, previous, toUint64(index), leafHash);
}

/** The chained code of a head: over the code of the head before it, its number, the size and the root. */
export function toHeadMac(
  mac: Mac,
  previous: Uint8Array,
  head: { readonly number: number; readonly size: number; readonly root: Uint8Array },
): Uint8Array {
  return mac(headDomain, previous, toUint64(head.number), toUint64(head.size), head.root);
}

/** What is authenticated beside the sealed content of an entry: where it belongs. */
export function toSealContext(index: number): Uint8Array {
  return toJoined([sealDomain, toUint64(index)]);
}

/** The keyed digest of an inference's inputs or outputs. Equal values have another digest in another entry. */
export function toValueDigest(
  mac: Mac,
  kind: 'inputs' | 'outputs',
  index: number,
  values: Uint8Array,
): Uint8Array {
  return mac(digestDomains[kind], toUint64(index), values);
}

const entryDomain = toUtf8('visite/log/entry/1\0');
const headDomain = toUtf8('visite/log/head/1\0');
const sealDomain = toUtf8('visite/log/sealed/1\0');
const digestDomains = { inputs: toUtf8('visite/log/inputs/1\0'), outputs: toUtf8('visite/log/outputs/1\0') };
