import { expect, type Page } from '@playwright/test';
import type { CallArguments, CallName, CallResults } from '#core/contract/calls.ts';
import type { Answer } from '#core/contract/failure.ts';

/** Asks the host from the page, as the page itself does. Fails where the answer is a refusal. */
export async function ask<Name extends CallName>(
  page: Page,
  name: Name,
  args: CallArguments<Name>,
): Promise<CallResults[Name]> {
  const answer = await page.evaluate(
    async ([called, given]) => window.visite.call(called as CallName, given as never),
    [name, args] as const,
  );
  // safe: the contract gives each call its result
  const known = answer as Answer<CallResults[Name]>;
  if (!known.ok) throw new Error(`${name}: ${known.failure.code}: ${known.failure.message}`);
  return known.value;
}

/** On a machine that is busy with everything else. */
const slowMs = 30_000;

export const railNames = [
  'Start',
  'Import',
  'Patiënten',
  'Vergelijken',
  'Batch',
  'Logboek',
  'Modellen',
] as const;

/** Opens a screen by its entry in the rail. */
export async function openScreen(
  page: Page,
  name: (typeof railNames)[number] | 'Instellingen',
): Promise<void> {
  await page.getByRole('navigation', { name: 'Schermen' }).getByRole('button', { name, exact: true }).click();
}

/** The demonstration from its button to its list of patients, as a person clicks through it. */
export async function walkToPatients(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Demonstratie openen' }).click();
  await expect(page.getByRole('heading', { name: 'Import', level: 1 })).toBeVisible({ timeout: slowMs });
  const certain = page.getByRole('button', { name: /zonder twijfel bevestigen/ });
  if (await certain.isVisible()) await certain.click();
  const confirm = page.getByRole('button', { name: 'Bevestigen', exact: true });
  while ((await confirm.count()) > 0) await confirm.first().click();
  const check = page.getByRole('button', { name: 'Controleren', exact: true });
  if (await check.isVisible()) await check.click();
  const refused = page.getByRole('checkbox', { name: /worden geweigerd/ });
  const show = page.getByRole('button', { name: 'Naar patiënten' });
  await expect(show.or(refused).first()).toBeVisible({ timeout: slowMs });
  if (await refused.isVisible()) await refused.click();
  await show.click();
  await expect(page.getByRole('grid')).toBeVisible({ timeout: slowMs });
}
