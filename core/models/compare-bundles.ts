import type { Bundle } from '#core/bundle/bundle.ts';
import { compareValues, type Difference } from '#core/models/compare-values.ts';

/** A version of a model, as far as it is compared with another. */
export interface ComparedBundle {
  readonly bundle: Bundle;
  /** SHA-256 of the module, hexadecimal. */
  readonly moduleDigest: string;
  /** How it was signed: `key` or `certificate`, and the fingerprint. */
  readonly signer: { readonly mode: string; readonly fingerprint: string };
}

/**
 * What changed between two bundles: manifest, card, texts, module, number of golden patients, reference
 * population and signer. The versions themselves, which differ always, are left out.
 */
export function compareBundles(before: ComparedBundle, after: ComparedBundle): readonly Difference[] {
  return compareValues(toCompared(before), toCompared(after));
}

function toCompared({ bundle, moduleDigest, signer }: ComparedBundle) {
  const { format: _, id, version: __, publisher, ...manifest } = bundle.manifest;
  const { release, ...card } = bundle.card;
  const { version: ___, ...released } = release;
  return {
    id,
    publisher,
    'signed by': `${signer.mode} ${signer.fingerprint}`,
    ...manifest,
    module: `${bundle.module.length} bytes, sha256:${moduleDigest}`,
    'golden patients': bundle.golden.patients.length,
    card: { release: released, ...card },
    texts: Object.fromEntries(bundle.texts),
    reference: bundle.reference,
  };
}
