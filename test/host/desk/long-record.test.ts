import assert from 'node:assert/strict';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { makeDesk, resources } from '#test/host/desk/make-desk.ts';

const megabyte = Buffer.alloc(1_000_000, 'x');

/** The demonstration's export with a record of 200 MB behind its first rows. */
function writeLongRecord(path: string, start: string): void {
  const [header = '', ...lines] = readFileSync(resources.demoExport, 'latin1').split('\r\n');
  const file = openSync(path, 'w');
  writeSync(file, `${[header, ...lines.slice(0, 300)].join('\r\n')}\r\n${start}`, null, 'latin1');
  for (let part = 0; part < 200; part += 1) writeSync(file, megabyte);
  writeSync(file, `\r\n${lines.slice(300).join('\r\n')}`, null, 'latin1');
  closeSync(file);
}

for (const [about, start] of [
  ['a cell without end', '1009999;'],
  ['a quote that is never closed', '1009999;"'],
] as const)
  test(`D54 ${about}, of 200 MB: told at once, with little memory, and the desk goes on`, async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'visite-long-'));
    context.after(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'long.csv');
    writeLongRecord(path, start);
    const desk = makeDesk(context);
    await desk.ask('start', {});
    await desk.ask('demo-open', {});
    const file = desk.files.register(path, 'export').token;
    const profile = desk.files.register(resources.demoProfile, 'profile').token;
    const before = process.memoryUsage.rss();
    const startMs = performance.now();
    const opened = await desk.ask('import-open', { file, profile });
    const previewMs = performance.now() - startMs;
    assert.ok(previewMs < 6000, `the preview took ${previewMs} ms`);
    assert.equal(opened.header.length, 18);
    const view = await desk.ask('import-check', {});
    const told = view.refusal?.code ?? view.books?.faults.map(({ code }) => code).join();
    assert.match(told ?? '', /line-too-long|cell-too-large|quote-not-closed/, JSON.stringify(view.refusal));
    const grown = (process.memoryUsage.rss() - before) / 1e6;
    assert.ok(grown < 600, `memory grew by ${grown} MB`);
    assert.equal((await desk.fail('list-score', {})).code, 'import-not-ready');
    const sound = desk.files.register(resources.demoExport, 'export').token;
    await desk.ask('import-open', { file: sound, profile });
    assert.equal((await desk.ask('import-check', {})).ready, true);
  });
