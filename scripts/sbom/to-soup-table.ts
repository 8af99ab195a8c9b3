import { byPurl, isDirect, type Component } from '#scripts/sbom/component.ts';
import { soupNotes } from '#scripts/sbom/soup-notes.ts';

/**
 * The table of software of unknown provenance (IEC 62304): direct dependencies with purpose, safeguard and support, then
 * everything that comes with them. Throws where a direct dependency has no note.
 */
export function toSoupTable(components: readonly Component[]): string {
  const sorted = components.filter(({ scope }) => scope === 'required').toSorted(byPurl);
  const direct = sorted.filter(isDirect);
  const others = sorted.filter((component) => !isDirect(component));
  return [
    '# Software of unknown provenance (SOUP)',
    '',
    'Made by `node scripts/make-sbom.ts` from package-lock.json, native/Cargo.lock and scripts/sbom/soup-notes.ts; the same items',
    'stand with their digests in sbom.cdx.json (CycloneDX 1.6), and there alone, as excluded, the packages for development and tests.',
    'The operating system and the compilers are named in the manual of a release.',
    '',
    `## Chosen by us: ${direct.length}`,
    '',
    '| item | version | licence | purpose | a fault in it would be found by | kept by |',
    '| --- | --- | --- | --- | --- | --- |',
    ...direct.map(toDirectRow),
    '',
    `## Coming with them: ${others.length}`,
    '',
    '| item | version | licence | through |',
    '| --- | --- | --- | --- |',
    ...others.map(
      ({ ecosystem, name, version, licence, through }) =>
        `| ${name} (${ecosystem}) | ${version} | ${licence} | ${through.join(', ')} |`,
    ),
    '',
  ].join('\n');
}

function toDirectRow({ ecosystem, name, version, licence }: Component): string {
  const note = soupNotes[name];
  if (note === undefined) throw new Error(`${name} has no note in scripts/sbom/soup-notes.ts`);
  const { purpose, safeguard, support } = note;
  return `| ${name} (${ecosystem}) | ${version} | ${licence} | ${purpose} | ${safeguard} | ${support} |`;
}
