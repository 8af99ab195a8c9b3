import type { ModelContent, ModelState, ModelSummary } from '#core/contract/models-view.ts';
import { toTitles } from '#host/models/list-models.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** `id@version`. */
export function toRef({ id, version }: { readonly id: string; readonly version: string }): string {
  return `${id}@${version}`;
}

/** What a bundle says, without its module. */
export function toModelContent(bundle: VerifiedBundle): ModelContent {
  const { manifest, card, reference, texts } = bundle.bundle;
  return {
    ref: toRef(bundle),
    sha256: bundle.digest,
    manifest,
    card,
    reference,
    texts: Object.fromEntries(texts),
  };
}

export function toSummary(bundle: VerifiedBundle, state: ModelState, inUse: boolean): ModelSummary {
  const { id, version, digest } = bundle;
  return { ref: toRef(bundle), id, version, titles: toTitles(bundle), state, sha256: digest, inUse };
}
