import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { exitCode } from '#cli/exit-code.ts';
import { makeFolder, visite } from '#test/cli/run-visite.ts';

test('the site key is shown, copied, and not sealed where there is no way to a store', () => {
  const folder = makeFolder();
  const file = join(folder, 'data', 'site.key');
  assert.match(visite(folder, ['key', 'show']).err, /key-missing/);
  const first = visite(folder, ['log', 'anchor', '--none']);
  assert.match(
    first.err,
    /a new site key was made: \S+site\.key\. Keep a copy of it \(visite key copy --out FILE\)/,
  );
  const digits = readFileSync(file, 'latin1').slice(-65, -1);

  const shown = visite(folder, ['key', 'show']);
  assert.match(
    shown.out,
    /form as it is, in a file that only this account reads\ncopy no recovery copy was written/,
  );
  const copied = visite(folder, ['key', 'copy', '--out', 'copy.key']);
  assert.equal(copied.status, 0, copied.err);
  assert.equal(readFileSync(join(folder, 'copy.key'), 'latin1'), readFileSync(file, 'latin1'));
  assert.equal(statSync(join(folder, 'copy.key')).mode & 0o777, 0o600);
  assert.match(visite(folder, ['key', 'copy', '--out', 'copy.key']).err, /key-exists/);
  const again = visite(folder, ['key', 'show']);
  assert.match(again.out, /a recovery copy was written/);
  const sealed = visite(folder, ['key', 'seal']);
  assert.equal(sealed.status, exitCode.logFailed);
  assert.match(
    sealed.err,
    /key-store-missing: \S+: this command line has no way to the operating system's store/,
  );
  for (const { out, err } of [first, shown, copied, again, sealed])
    assert.ok(!`${out}${err}`.includes(digits));

  writeFileSync(file, 'visite site key 2\nid 0123456789abcdef\nsealed djEx\n');
  const refused = visite(folder, ['log', 'verify']);
  assert.equal(refused.status, exitCode.logFailed);
  assert.match(
    refused.err,
    /key-sealed: .* use the visite that is installed, or give the recovery copy by --key/,
  );
  const verified = visite(folder, ['log', 'verify', '--key', 'copy.key']);
  assert.equal(verified.status, 0, verified.err);
});
