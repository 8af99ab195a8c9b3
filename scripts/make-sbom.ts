import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { readCargoComponents } from '#scripts/sbom/cargo-components.ts';
import { readNpmComponents } from '#scripts/sbom/npm-components.ts';
import { toCycloneDx } from '#scripts/sbom/to-cyclonedx.ts';
import { toSoupTable } from '#scripts/sbom/to-soup-table.ts';

/** Writes the software bill of materials and the SOUP table from both lock files: docs/sbom.cdx.json, docs/soup.md. */
const components = [...readNpmComponents('package-lock.json'), ...readCargoComponents('native')];
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }; // safe: our own file
const bill = JSON.stringify(toCycloneDx(version, components));
const path = 'docs/sbom.cdx.json';
writeFileSync(path, await format(bill, { ...(await resolveConfig(path)), parser: 'json' }));
writeFileSync('docs/soup.md', toSoupTable(components));
