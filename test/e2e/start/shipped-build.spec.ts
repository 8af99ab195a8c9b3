import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { contentSecurityPolicy } from '#electron/main/rules/page-policy.ts';
import { repository } from '#scripts/run-steps.ts';
import { findDevelopmentTraces } from '#scripts/window/development-traces.ts';
import { launch } from '#test/e2e/launch.ts';

test('what is shipped holds nothing of the development server', () => {
  expect(findDevelopmentTraces(join(repository, 'out'))).toEqual([]);
  expect(contentSecurityPolicy).not.toMatch(/unsafe|nonce|ws:|http/);
});

test('what is shipped takes its page from nowhere else', async () => {
  const visite = await launch({ env: { ELECTRON_RENDERER_URL: 'http://127.0.0.1:9' } });
  expect(visite.page.url()).toBe('visite://app/index.html');
  await visite.close();
});
