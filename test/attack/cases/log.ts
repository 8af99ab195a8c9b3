import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseTreeHead, type TreeHead } from '#core/audit/tree-head.ts';
import { openAnchoredLog } from '#host/store/anchored-log.ts';
import { logFileName } from '#host/store/audit-log.ts';
import { openCheckpoint } from '#host/store/checkpoint-signer.ts';
import { readLog } from '#host/store/read-log.ts';
import { keepTime } from '#host/trust/keep-time.ts';
import { verifyLog, type VerifyLogOptions } from '#host/store/verify-log.ts';
import { verdictOf, type AttackCase } from '#test/attack/attack-case.ts';
import { sampleDrafts } from '#test/core/audit/sample-entries.ts';
import { makeEditedLog, type LogEditor } from '#test/host/store/edited-log.ts';
import { makeSiteIn, siteList } from '#test/host/models/make-site.ts';
import { fillTestLog, openTestLog, testKey, toTestOptions } from '#test/host/store/test-log.ts';
import { trustNow } from '#test/host/trust/make-trust-file.ts';

const writer = fileURLToPath(new URL('../../host/store/writer-child.ts', import.meta.url));

/** A closed log with an entry of every type. */
function makeLog(folder: string): { readonly path: string; readonly head: TreeHead } {
  const log = openTestLog(join(folder, 'log'));
  fillTestLog(log);
  log.close();
  return { path: log.path, head: log.head() };
}

function toVerdict(path: string, options: VerifyLogOptions = {}): string {
  const verdict = verifyLog(path, { key: testKey, ...options });
  if (verdict.ok) return 'nothing found';
  const { index, through, fault } = verdict.firstBad;
  return index === through ? `${fault} at entry ${index}` : `${fault} from entry ${index} to ${through}`;
}

/** A copy of a log as somebody with every right to the file leaves it. */
function edited(
  id: string,
  attack: string,
  expected: string,
  edit: (log: LogEditor) => void,
  toOptions: (head: TreeHead) => VerifyLogOptions = () => ({}),
): AttackCase {
  const run = (folder: string) => {
    const { path, head } = makeLog(folder);
    return toVerdict(makeEditedLog(path, edit), toOptions(head));
  };
  return { id, attack, expected, run };
}

/** Cuts the log off after `size` entries, together with the heads above. */
const cutTo = (size: number) => (log: LogEditor) => {
  log.run('DELETE FROM entry WHERE idx >= ?', size);
  log.run('DELETE FROM sealed WHERE idx >= ?', size);
  log.run('DELETE FROM head WHERE size > ?', size);
};

/** What a writer said was acknowledged last. */
function toLastHead(output: string): TreeHead | undefined {
  const lines = output.split('\n').slice(0, -1);
  return lines.map(parseTreeHead).findLast((head) => head !== undefined);
}

function startWriter(folder: string) {
  const child = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise((resolve) => child.on('close', resolve));
  return { child, text: () => output, ended };
}

const kills = 5;

/** D45 to D52: a log that is edited, cut, put back, killed and crowded. */
export const logCases: readonly AttackCase[] = [
  edited('D45', 'one bit of an entry', 'leaf-hash at entry 5', (log) => log.flip('entry', 'leaf', 5)),
  edited('D45', 'an entry deleted', 'entry-missing at entry 5', (log) => log.remove('entry', 5)),
  edited('D45', 'an entry deleted, and those after it moved up', 'entry-mac at entry 6', (log) => {
    log.remove('entry', 6);
    log.shift('entry', 7, -1);
  }),
  edited('D45', 'two entries swapped', 'entry-mac at entry 6', (log) => log.swap('entry', 6, 7)),
  edited('D45', 'one bit of sealed content', 'sealed-changed at entry 5', (log) =>
    log.flip('sealed', 'ciphertext', 5),
  ),
  edited(
    'D46',
    'entries cut off the end, with a head kept',
    'truncated from entry 7 to 10',
    cutTo(7),
    (head) => ({
      expectedHead: head,
    }),
  ),
  {
    id: 'D46',
    attack: 'the log is cut off to its state of before, with a signed checkpoint kept',
    expected: 'truncated from entry 11 to 20',
    run: (folder) => {
      const { path } = makeLog(folder);
      keepAside(folder);
      const log = openTestLog(join(folder, 'log'));
      fillTestLog(log);
      const checkpoint = openCheckpoint(Buffer.from(log.checkpoint()), log.signer.verifierKey);
      log.close();
      putBack(folder);
      return checkpoint === undefined ? 'not signed' : toVerdict(path, { expectedHead: checkpoint });
    },
  },
  {
    id: 'D47',
    attack: 'the log is put back to its state of before, with the high-water mark kept',
    expected: 'log-rolled-back',
    run: (folder) => {
      const marked = { markFolder: join(folder, 'marks') };
      fillAndClose(folder, marked);
      keepAside(folder);
      fillAndClose(folder, marked);
      putBack(folder);
      return verdictOf(() => openTestLog(join(folder, 'log'), marked));
    },
  },
  {
    id: 'D48',
    attack: "yesterday's whole profile is put back, mark and all, with an anchor outside",
    expected: 'log-rolled-back',
    run: async (folder) => {
      const anchor = join(folder, 'share');
      mkdirSync(anchor);
      const write = async () => {
        const options = toTestOptions(join(folder, 'log'));
        const { log, close } = await openAnchoredLog({
          ...options,
          markFolder: join(folder, 'log/marks'),
          anchor,
        });
        log.append(sampleDrafts.slice(0, 1));
        await close();
      };
      await write();
      keepAside(folder);
      await write();
      putBack(folder);
      return verdictOf(write);
    },
  },
  logClock('the clock of the log set back a day', -1, 'clock-anomaly set-back'),
  logClock('the clock of the log set ahead ten years', 3653, 'clock-anomaly set-ahead'),
  clock('the clock of a step set back a day', -1, 'clock-anomaly set-back'),
  clock('the clock of a step set ahead ten years', 3653, 'clock-anomaly set-ahead'),
  {
    id: 'D50',
    attack: `a writer killed at ${kills} random points`,
    expected: 'nothing acknowledged is lost',
    run: async (folder) => {
      let before: TreeHead | undefined;
      for (let kill = 0; kill < kills; kill += 1) {
        const { child, text, ended } = startWriter(folder);
        while (!text().includes('opened\n')) await sleep(2);
        await sleep(20 + Math.random() * 80);
        child.kill('SIGKILL');
        await ended;
        before = toLastHead(text()) ?? before;
        if (before === undefined) return 'nothing was acknowledged before a kill';
        const found = toVerdict(join(folder, logFileName), { expectedHead: before });
        if (found !== 'nothing found') return found;
      }
      return 'nothing acknowledged is lost';
    },
  },
  {
    id: 'D51',
    attack: 'the disk of the log is full',
    expected: 'log-disk-full; nothing acknowledged is lost',
    run: (folder) => {
      const [full, kept] = [join(folder, 'full'), join(folder, 'kept')];
      for (const path of [full, kept]) mkdirSync(path);
      // A disk of one mebibyte that this writer alone sees; the log is copied out before it goes.
      const script = `mount -t tmpfs -o size=1m none '${full}'; "$@"; cp '${full}'/* '${kept}'`;
      const { stdout } = spawnSync(
        'unshare',
        ['--user', '--map-root-user', '--mount', 'sh', '-c', script, 'sh', process.execPath, writer, full],
        { encoding: 'utf8' },
      );
      const head = toLastHead(stdout);
      const said = stdout.split('\n').at(-2);
      if (head === undefined) return `${said}; nothing was written`;
      const found = toVerdict(join(kept, logFileName), { expectedHead: head });
      return `${said}; ${found === 'nothing found' ? 'nothing acknowledged is lost' : found}`;
    },
  },
  {
    id: 'D52',
    attack: 'a second process opens the log',
    expected: 'log-in-use; the log verifies',
    run: async (folder) => {
      const { child, text, ended } = startWriter(folder);
      while (!text().includes('opened\n')) await sleep(2);
      const verdict = await verdictOf(() => openTestLog(folder));
      child.kill('SIGKILL');
      await ended;
      const found = toVerdict(join(folder, logFileName));
      return `${verdict}; ${found === 'nothing found' ? 'the log verifies' : found}`;
    },
  },
];

/** The clock of a log stands so many days from its last entry. */
function logClock(attack: string, days: number, expected: string): AttackCase {
  const run = (folder: string) => {
    let utcMs = trustNow;
    const log = openTestLog(join(folder, 'log'), { clock: () => ({ utcMs, offsetMinutes: 60 }) });
    log.append(sampleDrafts.slice(0, 1));
    utcMs += days * 86_400_000;
    log.append(sampleDrafts.slice(0, 1));
    log.close();
    const found = Array.from(readLog(log.path), ({ entry }) => entry).filter(
      ({ type }) => type === 'clock-anomaly',
    );
    return found.map((entry) => (entry.type === 'clock-anomaly' ? `${entry.type} ${entry.kind}` : '')).join();
  };
  return { id: 'D49', attack, expected, run };
}

function fillAndClose(folder: string, options: Parameters<typeof openTestLog>[1]): void {
  const log = openTestLog(join(folder, 'log'), options);
  fillTestLog(log);
  log.close();
}

function keepAside(folder: string): void {
  cpSync(join(folder, 'log'), join(folder, 'before'), { recursive: true });
}

function putBack(folder: string): void {
  rmSync(join(folder, 'log'), { recursive: true });
  cpSync(join(folder, 'before'), join(folder, 'log'), { recursive: true });
}

/** A step of a hospital whose clock stands so many days from the newest time that was seen. */
function clock(attack: string, days: number, expected: string): AttackCase {
  const run = (folder: string) => {
    const site = makeSiteIn(folder, siteList(1));
    const { trust, log } = site.context();
    keepTime({ folder, log, nowMs: trustNow + days * 86_400_000 }, trust);
    const last = site.entries.at(-1);
    return last?.type === 'clock-anomaly' ? `${last.type} ${last.kind}` : 'no event';
  };
  return { id: 'D49', attack, expected, run };
}
