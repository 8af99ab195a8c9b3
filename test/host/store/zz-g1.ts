import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { openLog } from '/work/main/host/store/audit-log.ts';
import { verifyLog } from '/work/main/host/store/verify-log.ts';
import { readLog, openSealed } from '/work/main/host/store/read-log.ts';
import { toSiteKey } from '/work/main/host/store/site-key.ts';
import { systemClock } from '/work/main/host/store/system-clock.ts';
const N = Number(process.argv[2] ?? 50000),
  C = 1000;
const directory = mkdtempSync(join(process.env.DIR ?? tmpdir(), 'log-'));
const key = toSiteKey(randomBytes(32));
const log = openLog({
  directory,
  key,
  clock: systemClock,
  who: { account: 'tester' },
  demo: true,
  software: 'visite 0.1.0',
});
const inputs = Float64Array.from({ length: 10 }, (_, i) => i * 1.1),
  outputs = Float64Array.from({ length: 22 }, (_, i) => i / 22);
const cpu0 = process.cpuUsage();
let s = performance.now();
const times: number[] = [];
for (let at = 0; at < N; at += C) {
  const drafts = Array.from({ length: C }, (_, i) => ({
    type: 'inference' as const,
    run: 'r1',
    line: at + i + 1,
    patient: `00${at + i}`,
    inputs,
    outputs,
    advice: { state: 'favours' as const, arm: 'lev5fu', over: 'observation', probability: 0.91 },
    remarks: [],
  }));
  const t = performance.now();
  log.append(drafts);
  times.push(performance.now() - t);
}
const cpu1 = process.cpuUsage(cpu0);
console.log('cpu ms user', (cpu1.user / 1000).toFixed(0), 'sys', (cpu1.system / 1000).toFixed(0));
if (process.env.ONLY) process.exit(0);
console.log(
  'append',
  N,
  (performance.now() - s).toFixed(0),
  'ms',
  'rss',
  (process.memoryUsage().rss / 1e6).toFixed(0),
);
const single: number[] = [];
for (let i = 0; i < 500; i++) {
  const t = performance.now();
  log.append([{ type: 'log-verified', size: 1, root: '0'.repeat(64), ok: true }]);
  single.push(performance.now() - t);
}
single.sort((a, b) => a - b);
console.log(
  'single p50',
  single[250]!.toFixed(2),
  'p99',
  single[494]!.toFixed(2),
  'max',
  single[499]!.toFixed(2),
);
const head = log.head();
s = performance.now();
console.log(verifyLog(log.path, { key, expectedHead: head }), (performance.now() - s).toFixed(0), 'ms');
s = performance.now();
console.log(verifyLog(log.path).ok, (performance.now() - s).toFixed(0), 'ms');
log.close();
s = performance.now();
openLog({
  directory,
  key,
  clock: systemClock,
  who: { account: 'tester' },
  demo: true,
  software: 'visite 0.1.0',
}).close();
console.log('reopen', (performance.now() - s).toFixed(1));
for (const e of readLog(log.path))
  if (e.entry.index === 3) {
    console.log(JSON.stringify(e.entry));
    console.log(openSealed(log.path, key, e));
    break;
  }
