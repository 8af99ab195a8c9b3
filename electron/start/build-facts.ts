/** Written by the build (electron.vite.config.ts). */
declare const __VISITE_BUILD__: BuildFacts;

export interface BuildFacts {
  /** SHA-256 of each built addon, by the name of its file. */
  readonly addons: Readonly<Record<string, string>>;
  /** Of all packages that this program is made of. */
  readonly licences: readonly { readonly name: string; readonly version: string; readonly licence: string }[];
}

export const buildFacts: BuildFacts = __VISITE_BUILD__;
