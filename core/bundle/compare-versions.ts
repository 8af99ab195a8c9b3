/**
 * Precedence of two semantic versions without build metadata (Semantic Versioning 2.0.0, 11): negative where `a` is the
 * lower one, 0 where they are equal. Both are taken to be versions as `Version` of fields.ts has them.
 */
export function compareVersions(a: string, b: string): number {
  const [coreA, preA] = toParts(a);
  const [coreB, preB] = toParts(b);
  // 11.2: major, minor and patch, compared as numbers.
  const byCore = compareLists(coreA, coreB);
  if (byCore !== 0) return byCore;
  // 11.3: a version with a pre-release stands below the one without.
  if (preA.length === 0 || preB.length === 0) return preB.length - preA.length;
  return compareLists(preA, preB);
}

function toParts(version: string): readonly [readonly string[], readonly string[]] {
  const dash = version.indexOf('-');
  if (dash < 0) return [version.split('.'), []];
  return [version.slice(0, dash).split('.'), version.slice(dash + 1).split('.')];
}

/** 11.4.4: of two lists that agree as far as the shorter goes, the longer stands higher. */
function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [place, one] of a.entries()) {
    const other = b[place];
    if (other === undefined) return 1;
    const order = compareParts(one, other);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareParts(a: string, b: string): number {
  const [isNumberA, isNumberB] = [/^[0-9]+$/.test(a), /^[0-9]+$/.test(b)];
  // 11.4.3: numbers stand below words.
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  // 11.4.1: numbers by value. They have no leading zeros, so a longer one is larger, however long.
  if (isNumberA && a.length !== b.length) return a.length - b.length;
  // 11.4.2: words in order of ASCII; numbers of one length as well.
  return a < b ? -1 : a > b ? 1 : 0;
}
