import { createHash, type KeyObject, sign } from 'node:crypto';

/** Signatures for tests, put together from parts so that wrong ones can be made as easily as right ones. */

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

export interface TestFiles {
  readonly [name: string]: string;
}

export function toFiles(files: TestFiles): Map<string, Uint8Array> {
  return new Map(Object.entries(files).map(([name, text]) => [name, new Uint8Array(Buffer.from(text))]));
}

export function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export interface Statement {
  _type: Json;
  subject: Json;
  predicateType: Json;
  predicate: { serialization: Record<string, Json>; resources: Record<string, Json>[] } & Record<
    string,
    Json
  >;
}

/** The statement over the files in the order in which they are given. */
export function makeStatement(files: ReadonlyMap<string, Uint8Array>, subject = 'demo@1.0.0'): Statement {
  const resources = [...files].map(([name, bytes]) => ({ name, algorithm: 'sha256', digest: sha256(bytes) }));
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: subject, digest: { sha256: rootOf(resources) } }],
    predicateType: 'https://model_signing/signature/v1.0',
    predicate: {
      serialization: {
        method: 'files',
        hash_type: 'sha256',
        allow_symlinks: false,
        ignore_paths: ['model.sig'],
      },
      resources,
    },
  };
}

export function rootOf(resources: readonly Record<string, Json>[]): string {
  return sha256(
    Buffer.concat(
      resources.map(({ digest }) => Buffer.from(typeof digest === 'string' ? digest : '', 'hex')),
    ),
  );
}

export interface Parts {
  readonly payload: Uint8Array | string;
  readonly material: Record<string, Json>;
  readonly key: KeyObject;
  readonly digest: string | null;
}

export interface Bundle {
  mediaType: Json;
  verificationMaterial: Json;
  dsseEnvelope: { payload: Json; payloadType: Json; signatures: Json };
}

/** The parts as the object that `model.sig` holds, with a right signature over the payload. */
export function makeBundle({ payload, material, key, digest }: Parts): Bundle {
  const bytes = Buffer.from(payload);
  const type = 'application/vnd.in-toto+json';
  const signed = Buffer.concat([Buffer.from(`DSSEv1 ${type.length} ${type} ${bytes.length} `), bytes]);
  return {
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    verificationMaterial: { ...material, tlogEntries: [] },
    dsseEnvelope: {
      payload: bytes.toString('base64'),
      payloadType: type,
      signatures: [{ sig: sign(digest, signed, { key, dsaEncoding: 'der' }).toString('base64'), keyid: '' }],
    },
  };
}

export function toBytes(json: unknown): Uint8Array {
  return new Uint8Array(Buffer.from(JSON.stringify(json)));
}

export function hintOf(publicPem: string): string {
  return sha256(publicPem);
}

export function chainOf(...ders: readonly Uint8Array[]): Record<string, Json> {
  const certificates = ders.map((bytes) => ({ rawBytes: Buffer.from(bytes).toString('base64') }));
  return { x509CertificateChain: { certificates } };
}
