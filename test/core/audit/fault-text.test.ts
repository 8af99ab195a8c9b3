import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toFaultText } from '#core/audit/fault-text.ts';
import type { LogFault } from '#core/audit/check-log.ts';

test('every fault of the page has its own text, and no two the same', () => {
  const page = readFileSync(new URL('../../../docs/formats/log.md', import.meta.url), 'utf8');
  const steps = page.slice(page.indexOf('## Verification'), page.indexOf('What this proves'));
  const named = [
    ...steps.matchAll(/`((?:entry|leaf|sealed|head)-[a-z]+|key|truncated|other-history|schema)`/g),
  ];
  // Names that stand in the page; one that the union lacks has no text.
  const faults = [...new Set(named.map(([, fault]) => fault as LogFault))];
  assert.equal(faults.length, 23);
  const texts = faults.map(toFaultText);
  assert.ok(texts.every((text) => text !== undefined));
  assert.equal(new Set(texts).size, 23);
});
