import { anchorsForRoot, leafExtensions, makeAuthority } from '#test/host/trust/make-authority.ts';
import {
  certificatePem,
  der,
  derExtension,
  extension,
  makeCertificate,
  serverAuthentication,
  codeSigning,
} from '#test/host/trust/make-certificate.ts';
import {
  anchors as keyAnchors,
  type Change,
  files,
  key,
  makeChanged,
} from '#test/host/trust/changed-signature.ts';
import { chainOf, type Bundle } from '#test/host/trust/make-signature.ts';
import type { TrustAnchors } from '#host/trust/trust-anchors.ts';

export interface AcceptedVariant {
  readonly name: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly signature: Uint8Array;
  readonly anchors: TrustAnchors;
  readonly trusted: { readonly mode: 'key' | 'certificate'; readonly pem: string };
}

/** Signatures that differ from the usual form in what the strict profile leaves open. */
export function acceptedVariants(): readonly AcceptedVariant[] {
  return [...keyVariants(), ...certificateVariants()];
}

function keyVariants(): readonly AcceptedVariant[] {
  const changes: Readonly<Record<string, Change>> = {
    'no-log-entries': { text: (text) => text.replace(',"tlogEntries":[]', '') },
    'no-key-id': { text: (text) => text.replace(',"keyid":""', '') },
    'more-ignored-paths': {
      statement: ({ predicate }) => void (predicate.serialization.ignore_paths = ['model.sig', 'other']),
    },
    'indented-statement': { payload: (text) => JSON.stringify(JSON.parse(text), null, 4) },
    'escaped-names': {
      payload: (text) => text.replaceAll('card.json', '\\u0063ard.json').replaceAll('texts/', 'texts\\/'),
    },
    'indented-bundle': { text: (text) => `\r\n\t ${JSON.stringify(JSON.parse(text), null, 2)}\n` },
    'other-key-order': {
      text: (text) => {
        const { dsseEnvelope, verificationMaterial, mediaType } = JSON.parse(text) as Bundle; // Made by makeChanged.
        return JSON.stringify({ dsseEnvelope, verificationMaterial, mediaType });
      },
    },
  };
  return Object.entries(changes).map(([name, change]) => ({
    name,
    files,
    signature: makeChanged(change),
    anchors: keyAnchors,
    trusted: { mode: 'key', pem: key.publicPem },
  }));
}

function certificateVariants(): readonly AcceptedVariant[] {
  const authority = makeAuthority('secp384r1');
  const { root, intermediate, leaf } = authority;
  const leaves = {
    'no-constraints': { extensions: leafExtensions({ constraints: undefined }) },
    'also-for-servers': {
      extensions: leafExtensions({ extended: extension.extendedUsage(serverAuthentication, codeSigning) }),
    },
    'unknown-extension': { extensions: [...leafExtensions(), derExtension('1.2.3.4', false, der(0x05))] },
    'key-identifiers': {
      extensions: [
        ...leafExtensions(),
        extension.subjectKey(authority.leafKey.spki),
        extension.authorityKey(authority.intermediateKey.spki),
      ],
    },
    'first-second-of-the-root': { notBefore: root.notBefore },
    'until-2060': { notAfter: '2060-01-01T00:00:00Z' },
    'digest-of-another-curve': { digest: 'sha512' as const },
  };
  const rootDer = makeCertificate(root);
  const chains = Object.entries(leaves).map(([name, change]) => ({
    name,
    chain: [makeCertificate({ ...leaf, ...change }), makeCertificate(intermediate)],
  }));
  chains.push({
    name: 'directly-under-the-root',
    chain: [makeCertificate({ ...leaf, issuer: root.subject, issuerKey: authority.rootKey })],
  });
  return chains.map(({ name, chain }) => ({
    name,
    files,
    signature: makeChanged({
      material: chainOf(...chain),
      signer: { key: authority.leafKey.privateKey, digest: 'sha384' },
    }),
    anchors: anchorsForRoot(rootDer),
    trusted: { mode: 'certificate', pem: certificatePem(rootDer) },
  }));
}
