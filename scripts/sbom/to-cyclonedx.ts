import { byPurl, isDirect, toPurl, type Component } from '#scripts/sbom/component.ts';

/**
 * A bill of materials in CycloneDX 1.6 (ECMA-424), JSON. Without serial number and time, so that the same lock files give the
 * same bytes.
 */
export function toCycloneDx(version: string, components: readonly Component[]): object {
  const application = `pkg:generic/visite@${version}`;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': application,
        name: 'visite',
        version,
        licenses: [{ license: { id: 'Apache-2.0' } }],
      },
    },
    components: components.toSorted(byPurl).map((component) => ({
      type: 'library',
      'bom-ref': toPurl(component),
      name: component.name,
      version: component.version,
      purl: toPurl(component),
      scope: component.scope,
      ...(component.hash === undefined ? {} : { hashes: [component.hash] }),
      ...(component.licence === '' ? {} : { licenses: toLicences(component.licence) }),
      properties: component.through.map((value) => ({ name: 'visite:through', value })),
    })),
    dependencies: [
      {
        ref: application,
        dependsOn: components.filter(isDirect).toSorted(byPurl).map(toPurl),
      },
    ],
  };
}

/** Old crates join licences by a slash, which SPDX writes as OR. */
function toLicences(licence: string): readonly object[] {
  if (/^SEE LICEN[CS]E/i.test(licence)) return [{ license: { name: licence } }];
  return [{ expression: licence.replace(/^\((.*)\)$/, '$1').replaceAll('/', ' OR ') }];
}
