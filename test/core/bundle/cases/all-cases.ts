import type { BundleCase } from '#test/core/bundle/cases/bundle-case.ts';
import { boundaryCases } from '#test/core/bundle/cases/boundary-cases.ts';
import { consistencyCases } from '#test/core/bundle/cases/consistency-cases.ts';
import { containerCases } from '#test/core/bundle/cases/container-cases.ts';
import { jsonCases } from '#test/core/bundle/cases/json-cases.ts';

export const allCases: readonly BundleCase[] = [
  ...containerCases,
  ...jsonCases,
  ...consistencyCases,
  ...boundaryCases,
];
