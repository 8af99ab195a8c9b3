import type { AttackCase } from '#test/attack/attack-case.ts';
import { importAttacks } from '#test/attack/cases/import.ts';
import { logCases } from '#test/attack/cases/log.ts';
import { sandboxCases } from '#test/attack/cases/sandbox.ts';
import { signatureCases } from '#test/attack/cases/signature.ts';
import { silenceCases } from '#test/attack/cases/silence.ts';
import { trustCases } from '#test/attack/cases/trust.ts';

/** Every attack of the cases D1 to D60 that is not on the desktop application alone, in their order. */
export const allCases: readonly AttackCase[] = [
  ...signatureCases,
  ...trustCases,
  ...sandboxCases,
  ...silenceCases,
  ...logCases,
  ...importAttacks,
];

/** Cases of the desktop application alone: they are attacked in its own specs. */
export const desktopIds: readonly string[] = [33, ...Array.from({ length: 10 }, (_, at) => 35 + at)].map(
  (number) => `D${number}`,
);
