import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exitCode } from '#cli/exit-code.ts';
import { readLog } from '#host/store/read-log.ts';
import { makeFolder, visite } from '#test/cli/run-visite.ts';

describe('a log, its checkpoints, and what is done where it was set back', () => {
  let folder = '';
  const at = (name: string) => join(folder, name);
  const log = () => at('data/log/audit-log.sqlite');
  const entries = () => Array.from(readLog(log()), ({ entry }) => entry);
  const run = (...args: readonly string[]) => {
    const { status, out, err } = visite(folder, args);
    assert.equal(status, 0, `${args.join(' ')}: ${err}`);
    return { out, err };
  };
  const putBack = (name: string) => {
    rmSync(at('data'), { recursive: true });
    cpSync(at(name), at('data'), { recursive: true });
  };
  before(() => {
    folder = makeFolder();
    mkdirSync(at('share'));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('an anchor is set, told, and gets the head of every command', () => {
    assert.equal(visite(folder, ['log', 'anchor', 'nowhere']).status, exitCode.usage);
    run('log', 'anchor', 'share');
    assert.equal(run('log', 'anchor').out, `${at('share')}\n`);
    const { out } = run('log', 'verify');
    assert.match(out, /compared with the high-water mark: \d+:[^]*compared with the anchor: \d+:/);
    assert.ok(entries().some((entry) => entry.type === 'anchor-changed' && entry.folder === at('share')));
    assert.ok(entries().some((entry) => entry.type === 'log-verified' && entry.ok));
    cpSync(at('data'), at('yesterday'), { recursive: true });
  });

  it('D46: a checkpoint that was kept is checked with the key that was told', () => {
    const { err } = run('log', 'checkpoint', '--out', 'kept');
    const [, verifier = ''] = /--verifier (\S+)/.exec(err) ?? [];
    const check = ['log', 'verify', '--checkpoint', 'kept', '--verifier', verifier];
    run(...check);
    assert.equal(visite(folder, check.slice(0, 4)).status, exitCode.usage, 'without the key');
    cpSync(log(), at('now.sqlite'));
    writeFileSync(log(), readFileSync(at('yesterday/log/audit-log.sqlite')));
    const cut = visite(folder, check);
    assert.equal(cut.status, exitCode.logFailed);
    assert.match(cut.out, /NOT AS WRITTEN: an entry from \d+ to \d+ \(truncated/);
    assert.match(cut.err, /this check is not in the log: log-rolled-back/);
    writeFileSync(log(), readFileSync(at('now.sqlite')));
  });

  it('D48: the whole profile of yesterday is refused, and then replaced with a reason', () => {
    putBack('yesterday');
    const refused = visite(folder, ['log', 'show']);
    assert.equal(refused.status, exitCode.logFailed);
    assert.match(refused.err, /log-rolled-back/);
    assert.equal(visite(folder, ['log', 'replace', '--reason', ' ']).status, exitCode.usage);
    const { out } = run('log', 'replace', '--reason', 'restored from the copy of Monday');
    assert.match(out, /a new log, which says what was expected/);
    const [, second] = entries();
    assert.ok(second?.type === 'log-replaced' && second.place === 'anchor');
    assert.equal(readdirSync(at('data/log')).filter((name) => /\.replaced-.*\.sqlite$/.test(name)).length, 1);
    run('log', 'verify');
  });

  it('an anchor that is away is said and logged, and work goes on', () => {
    cpSync(at('share'), at('away'), { recursive: true });
    rmSync(at('share'), { recursive: true });
    assert.match(run('log', 'show').err, /anchor-unreachable: .*this is logged/);
    assert.ok(entries().some((entry) => entry.type === 'checkpoint-missed' && entry.place === 'anchor'));
    run('log', 'anchor', '--none');
    assert.equal(run('log', 'anchor').out, 'no anchor is set\n');
    assert.equal(run('log', 'show', '--type', 'log-created').err, '');
  });

  it('looking is logged with what was asked, and each command with its beginning and end', () => {
    run('log', 'show', '--patient', '0012345', '--type', 'inference');
    const viewed = entries().findLast((entry) => entry.type === 'log-viewed');
    assert.ok(viewed?.type === 'log-viewed');
    assert.match(viewed.patient ?? '', /^[0-9a-f]{64}$/);
    assert.deepEqual(viewed.question, { type: 'inference' });
    const [started, , stopped] = entries().slice(-3);
    assert.ok(started?.type === 'application-started' && started.versions['visite'] !== undefined);
    assert.equal(stopped?.type, 'application-stopped');
    assert.ok(started.client !== undefined, 'at which computer');
  });

  it('nothing younger than five years is deleted', () => {
    assert.match(run('log', 'retain', '--years', '5', '--delete').out, /no sealed content is older/);
    assert.equal(visite(folder, ['log', 'retain', '--years', '4']).status, exitCode.usage);
  });
});
