/** A package of a lock file. */
export interface Component {
  readonly ecosystem: 'npm' | 'cargo';
  readonly name: string;
  readonly version: string;
  /** SPDX expression, or what the package says instead; empty where it says nothing. */
  readonly licence: string;
  /** Digest of the package file as its lock file pins it; undefined where the lock file has none. */
  readonly hash: { readonly alg: 'SHA-256' | 'SHA-512'; readonly content: string } | undefined;
  /** `excluded` (CycloneDX): for development and tests alone, nothing of it is in the product. */
  readonly scope: 'required' | 'excluded';
  /** Direct dependencies of ours through which it comes; itself, where it is one. */
  readonly through: readonly string[];
}

/** Package URL (https://github.com/package-url/purl-spec), also the reference inside the bill of materials. */
export function toPurl({
  ecosystem,
  name,
  version,
}: Pick<Component, 'ecosystem' | 'name' | 'version'>): string {
  const path = name.split('/').map((part) => encodeURIComponent(part));
  return `pkg:${ecosystem}/${path.join('/')}@${encodeURIComponent(version)}`;
}

export function byPurl(a: Component, b: Component): number {
  const [left, right] = [toPurl(a), toPurl(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Whether we chose it, for the product. */
export function isDirect({ name, scope, through }: Component): boolean {
  return scope === 'required' && through.includes(name);
}
