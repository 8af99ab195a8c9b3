import { payloadType } from '#host/trust/sigstore-bundle.ts';

/** DSSE 1.0.2 pre-authentication encoding: the bytes that the signature is over. */
export function toPreAuthenticationEncoding(payload: Uint8Array, type: string = payloadType): Uint8Array {
  const head = `DSSEv1 ${Buffer.byteLength(type)} ${type} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}
