import { compareBundles } from '#core/models/compare-bundles.ts';
import type { Difference } from '#core/models/compare-values.ts';
import { dataFolder } from '#host/files/data-folder.ts';
import { readWhole } from '#host/files/read-whole.ts';
import { maximumBundleBytes } from '#host/models/model-files.ts';
import {
  openInstalledForComparison,
  verifyForComparison,
  type OpenedForComparison,
} from '#host/models/open-compared.ts';
import { readPinnedTrust } from '#host/models/open-installed.ts';
import { aboutFile } from '#cli/about-file.ts';
import { toStateText } from '#cli/model-state-text.ts';
import { isModelName } from '#cli/read-bundle.ts';
import { toSafeText } from '#cli/terminal.ts';

/** `visite model compare BEFORE AFTER`: what changed, from signed manifests and cards. Each is id@version or a file. */
export async function modelCompare(
  beforeName: string,
  afterName: string,
  { json }: { readonly json?: true },
): Promise<void> {
  const [before, after] = [await open(beforeName), await open(afterName)];
  const differences = compareBundles(before, after);
  if (json) {
    const told = { before: toTold(before), after: toTold(after), differences };
    process.stdout.write(`${JSON.stringify(told, null, 2)}\n`);
    return;
  }
  const lines = [
    ...[before, after].map((each) => `${each.id}@${each.version}  ${toState(each)}  sha256:${each.digest}`),
    '',
    ...(differences.length === 0 ? ['nothing differs but the version'] : toLines(differences)),
  ];
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}

function open(name: string): Promise<OpenedForComparison> {
  const trust = readPinnedTrust(dataFolder());
  const nowMs = Date.now();
  return aboutFile(name, () =>
    isModelName(name)
      ? openInstalledForComparison(dataFolder(), name, trust, nowMs)
      : verifyForComparison(readWhole(name, maximumBundleBytes), trust, nowMs),
  );
}

function toTold(opened: OpenedForComparison) {
  const { id, version, digest, listed } = opened;
  return { id, version, sha256: digest, state: listed?.state ?? 'not-installed' };
}

function toState({ listed }: OpenedForComparison): string {
  return listed === undefined ? 'not installed' : toStateText(listed);
}

/** Under the heading of their first name, in the order of the files. */
function toLines(differences: readonly Difference[]): readonly string[] {
  const sections = [...new Set(differences.map(({ path }) => path[0] ?? ''))];
  return sections.flatMap((section) => [
    section,
    ...differences.filter(({ path }) => (path[0] ?? '') === section).flatMap(toDifferenceLines),
  ]);
}

/** Values that fit stand on one line; the lines of a longer one are indented, so that none passes for one of ours. */
const longest = 72;

function toDifferenceLines({ path, before, after }: Difference): readonly string[] {
  const where = path.slice(1).join(' › ');
  const label = where === '' ? '' : `${where}: `;
  const toBlock = (text: string) => text.replaceAll('\n', '\n            ');
  if (before === undefined) return [`  ${label}added ${toBlock(after ?? '')}`];
  if (after === undefined) return [`  ${label}removed ${toBlock(before)}`];
  const both = `${before} → ${after}`;
  if (both.length <= longest && !both.includes('\n')) return [`  ${label}${both}`];
  return [
    `  ${where === '' ? 'changed' : where}`,
    `    before  ${toBlock(before)}`,
    `    after   ${toBlock(after)}`,
  ];
}
