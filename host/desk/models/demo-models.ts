import { join } from 'node:path';
import type { ModelSummary } from '#core/contract/models-view.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import type { DeskResources } from '#host/desk/desk-options.ts';
import { toRef, toSummary } from '#host/desk/models/to-content.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { maximumBundleBytes } from '#host/models/model-files.ts';
import { parseAnchorsFile } from '#host/trust/anchors-file.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';

const maxAnchorsBytes = 1024 * 1024;

/** The bundles of the demonstration, verified against the demonstration publisher and nobody else. */
export class DemoModels {
  readonly #resources: DeskResources;
  #bundles: readonly VerifiedBundle[] | undefined;

  constructor(resources: DeskResources) {
    this.#resources = resources;
  }

  get available(): boolean {
    return this.#resources.demoBundles.length > 0;
  }

  /** Throws TrustError, BundleError, FileError. */
  all(now: Date): readonly VerifiedBundle[] {
    if (this.#bundles !== undefined) return this.#bundles;
    const { demoBundles } = this.#resources;
    this.#bundles = demoBundles.map((path) => this.verify(readWhole(path, maximumBundleBytes), now));
    return this.#bundles;
  }

  /** Any bundle, as the demonstration publisher's. Throws TrustError, BundleError, FileError. */
  verify(bytes: Uint8Array, now: Date): VerifiedBundle {
    const { demoAnchors } = this.#resources;
    const read = (name: string) => readWhole(join(demoAnchors, name), maxAnchorsBytes);
    return verifyBundle(bytes, parseAnchorsFile(read('anchors.json'), read), now);
  }

  /** The file of one of them. @throws DeskError `model-not-usable` */
  path(ref: string, now: Date): string {
    const at = this.all(now).indexOf(this.find(ref, now));
    return this.#resources.demoBundles[at] ?? '';
  }

  /** @throws DeskError `model-not-usable` */
  find(ref: string, now: Date): VerifiedBundle {
    const found = this.all(now).find((bundle) => toRef(bundle) === ref);
    if (found !== undefined) return found;
    throw new DeskError('model-not-usable', `the demonstration has no model ${ref}; close it to use others`);
  }

  summaries(used: string | undefined, now: Date): readonly ModelSummary[] {
    return this.all(now).map((bundle) => toSummary(bundle, 'demo', toRef(bundle) === used));
  }
}
