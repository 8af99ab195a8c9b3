import assert from 'node:assert/strict';
import {
  appendFileSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { FileError } from '#host/files/file-error.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import { LogError } from '#host/store/log-error.ts';
import { signedBundle } from '#test/host/runner/signed-bundle.ts';
import { headerLine, profile, score, toExpected, type Place } from '#test/host/scoring/run-score.ts';
import { makeFolder, openTestLog } from '#test/host/store/test-log.ts';

const bundle = signedBundle();
let runner: Runner;
before(async () => (runner = await Runner.open(bundle)));
after(() => runner.close());

let place: Place;
beforeEach((context) => {
  // beforeEach gives the context of the test
  const folder = makeFolder(context as TestContext);
  place = { folder, bundle, runner, log: openTestLog(join(folder, 'log')) };
});

const read = (name: string) => readFileSync(join(place.folder, name), 'utf8').split('\n').slice(0, -1);
const resultFiles = () => readdirSync(place.folder).filter((name) => /^(result|refused)/.test(name));

/** A row whose values no other has: the age and the marker together are the row's number. */
const toLine = (row: number) => `p${row};${30 + (row % 50)};${row % 3 ? 'M' : 'V'};${(row % 997) % 60},5;II`;

/** Each line of the result against the sum of the model over the cells that stand beside it. */
function checkResult(lines: readonly string[]): void {
  const [titles = '', ...rows] = lines;
  const names = titles.split(';');
  for (const row of rows) {
    const cells = new Map(row.split(';').map((cell, at) => [names[at], cell]));
    const number = (name: string) => Number(cells.get(name)?.replace(',', '.'));
    const { mean, gain } = toExpected(number('age'), cells.get('sex') === 'M', number('marker'));
    assert.equal(number('visite_survival_5a_observation_mean').toFixed(6), mean.toFixed(6), row);
    assert.equal(number('visite_survival_5a_treatment_mean').toFixed(6), (mean + gain).toFixed(6), row);
    assert.equal(cells.get('visite_favours'), cells.get('sex') === 'M' ? 'treatment' : '', row);
  }
}

describe('rows and chunks', () => {
  for (const count of [1, 1023, 1024, 1025, 2049]) {
    it(`${count} rows: every number stands beside its own patient, in the order of the export`, async () => {
      const lines = Array.from({ length: count }, (_, row) => toLine(row));
      const summary = await score(place, `${headerLine}${lines.join('\n')}\n`);
      const result = read('result.csv');
      assert.deepEqual(
        result.slice(1).map((line) => line.split(';').slice(0, 6).join(';')),
        lines.map((line, row) => `${line};${row + 2}`),
      );
      checkResult(result);
      assert.equal(summary.books.read, count);
      assert.equal(summary.books.scored, count);
      // log-created, run-started, one for each patient, run-finished
      assert.equal(summary.head.size, count + 3);
      assert.deepEqual(place.log.head(), summary.head);
    });
  }

  it('rows refused, blank and skipped at the edges of a chunk shift nothing', async () => {
    const faults = new Map([
      [0, 'x;40;Q;1;II'],
      [1022, ';;;;'],
      [1023, 'p;40;M;1'],
      [1024, 'total;;;;'],
      [1025, 'p;"40;M;1;II'],
      [2047, ';40;M;1;II'],
      [2048, 'p;40.5;M;1;II'],
    ]);
    const lines = Array.from({ length: 2049 }, (_, row) => faults.get(row) ?? toLine(row));
    const { books } = await score(place, `${headerLine}${lines.join('\n')}\n`);
    const result = read('result.csv');
    const scored = result.slice(1).filter((line) => /;scored;/.test(line));
    checkResult([result[0] ?? '', ...scored]);
    assert.deepEqual(
      scored.map((line) => line.split(';').slice(0, 6).join(';')),
      lines.flatMap((line, row) => (faults.has(row) ? [] : [`${line};${row + 2}`])),
    );
    assert.deepEqual(
      [books.read, books.scored, books.flagged, books.refused, books.skipped],
      [2049, 2042, 0, 5, 2],
    );
    assert.deepEqual(
      read('refused.csv')
        .slice(1)
        .map((line) => line.split(';')[0]),
      [...faults.keys()].map((row) => String(row + 2)),
    );
    // Records that could be cut into cells stay in the result: those of four faults, the totals among them.
    assert.equal(result.length - 1, 2042 + 4);
  });

  it('all rows refused, and none that the model may be asked about: both files, no number', async () => {
    const { books } = await score(place, `${headerLine}a;x;M;1;II\nb;40;M;1;I\nc;;M;1;II`);
    assert.deepEqual([books.read, books.flagged, books.refused], [3, 2, 1]);
    for (const line of read('result.csv').slice(1)) assert.doesNotMatch(line, /0,[0-9]{6}/);
  });

  it('a patient on several lines, in two chunks, is told on each of them with another', async () => {
    const lines = Array.from({ length: 1100 }, (_, row) => toLine(row));
    for (const at of [1090, 1095]) lines[at] = lines[3] ?? '';
    const { books } = await score(place, `${headerLine}${lines.join('\n')}\n`);
    assert.deepEqual(books.codes.remark, { 'duplicate-patient': 3 });
    const result = read('result.csv');
    for (const [at, other] of [
      [4, 1092],
      [1091, 5],
      [1096, 5],
    ] as const) {
      assert.match(result[at] ?? '', new RegExp(`;flagged;[^\n]*;duplicate-patient:${other};`));
    }
  });

  it('a patient whose other row is refused is told; one whose other row is skipped or has no number is not', async () => {
    const lines = [
      'a;40;M;1;II',
      'a;x;M;1;II',
      'total;;;;',
      'total;1;;;',
      ';40;M;1;II',
      ';41;M;1;II',
      'b;40;M;1;II',
    ];
    await score(place, `${headerLine}${lines.join('\n')}\n`);
    const remarks = read('result.csv').map((line) => /duplicate-patient:[0-9]+/.exec(line)?.[0]);
    assert.deepEqual(remarks.slice(1), [
      'duplicate-patient:3',
      ...Array.from({ length: 6 }, () => undefined),
    ]);
  });

  it('a missing value is imputed or left to the model, and said', async () => {
    await score(place, `${headerLine}a;40;;8;II\nb;40;M;;III\n`);
    const [imputed = '', left = ''] = read('result.csv').slice(1);
    const means = [imputed, left].map((line) => line.split(';')[11]?.replace(',', '.'));
    assert.deepEqual(
      means,
      [toExpected(40, false, 8), toExpected(40, true, 0)].map(({ mean }) => mean.toFixed(6)),
    );
    assert.match(imputed, /;imputed:sex;/);
    assert.match(left, /;left-missing:marker;/);
  });
});

describe('a run that stops leaves no file under a name, and the log says so', () => {
  const text = headerLine + Array.from({ length: 3000 }, (_, row) => `${toLine(row)}\n`).join('');
  /** `ahead`: of the chunks behind those that were written some may be logged already. */
  const checkStopped = (entries: number, ahead: number = entries) => {
    assert.deepEqual(resultFiles(), []);
    const { size } = place.log.head();
    assert.ok(size >= entries && size <= ahead, `expected ${entries} to ${ahead} entries, got ${size}`);
  };

  for (const chunks of [1, 2, 3]) {
    it(`stopped after chunk ${chunks}`, async () => {
      const controller = new AbortController();
      let seen = 0;
      const onProgress = () => {
        if (++seen === chunks) controller.abort(new Error('stop'));
      };
      await assert.rejects(score(place, text, { signal: controller.signal, onProgress }), /stop/);
      // log-created, run-started, the patients so far, run-aborted
      checkStopped(Math.min(1024 * chunks, 3000) + 3, 3003);
    });
  }

  it('stopped before it began', async () => {
    await assert.rejects(score(place, text, { signal: AbortSignal.abort(new Error('stop')) }), /stop/);
    checkStopped(3);
  });

  it('the export changed after it was checked', async () => {
    const path = join(place.folder, 'export.csv');
    writeFileSync(path, text);
    const checked = await checkExport(path, profile, bundle.bundle.manifest);
    const longer = text.replace('p2999;', 'p9999;');
    await assert.rejects(score(place, longer, { export: checked }), refusal(FileError, 'input-changed'));
    // found at the end of the file, before its last chunk
    checkStopped(3, 2 * 1024 + 3);
  });

  it('the export grows while it is read', async () => {
    const onProgress = () => appendFileSync(join(place.folder, 'export.csv'), 'p1;40;M;1;II\n');
    const long = text + text.replaceAll('p', 'q').slice(headerLine.length).repeat(4);
    await assert.rejects(score(place, long, { onProgress }), refusal(FileError, 'input-changed'));
    assert.deepEqual(resultFiles(), []);
  });

  it('the export is cut off while it is read', async () => {
    const onProgress = () => truncateSync(join(place.folder, 'export.csv'), 100_000);
    const long = text + text.replaceAll('p', 'q').slice(headerLine.length).repeat(20);
    await assert.rejects(score(place, long, { onProgress }), refusal(FileError, 'input-changed'));
    assert.deepEqual(resultFiles(), []);
  });

  it('the export is gone after it was checked', async () => {
    const path = join(place.folder, 'export.csv');
    writeFileSync(path, text);
    const checked = await checkExport(path, profile, bundle.bundle.manifest);
    rmSync(path);
    await assert.rejects(score(place, undefined, { export: checked }), refusal(FileError, 'input-not-found'));
    assert.deepEqual(resultFiles(), []);
  });

  for (const code of ['EIO', 'ESTALE', 'UNKNOWN']) {
    it(`the share that holds the export is gone while it is read: ${code}`, async (context) => {
      const path = join(place.folder, 'export.csv');
      const long = text + text.replaceAll('p', 'q').slice(headerLine.length).repeat(20);
      writeFileSync(path, long);
      const checked = await checkExport(path, profile, bundle.bundle.manifest);
      await failReads(context, path, 2, code);
      await assert.rejects(score(place, undefined, { export: checked }), refusal(FileError, 'input-lost'));
      checkStopped(3, 63_003);
    });
  }

  it('another file takes the name of the result meanwhile: it stays, and the refused rows have no name', async () => {
    const onProgress = () => writeFileSync(join(place.folder, 'result.csv'), 'precious');
    await assert.rejects(score(place, text, { onProgress }), refusal(FileError, 'output-exists'));
    assert.deepEqual(resultFiles(), ['result.csv']);
    assert.deepEqual(readFileSync(join(place.folder, 'result.csv'), 'utf8'), 'precious');
  });

  it('the log takes no more: no row is written', async () => {
    place.log.close();
    await assert.rejects(score(place, text), refusal(LogError, 'log-closed'));
    assert.deepEqual(resultFiles(), []);
  });

  it('the model is gone', async () => {
    const other = await Runner.open(bundle);
    const onProgress = () => other.close();
    await assert.rejects(
      score({ ...place, runner: other }, text + text.slice(headerLine.length).repeat(3), { onProgress }),
      refusal(RunnerError, 'runner-closed'),
    );
    checkStopped(1024 + 3, 4 * 1024 + 3);
  });

  it('a file with another header is refused before anything is made', async () => {
    await assert.rejects(
      score(place, text.replace('marker', 'Marker')),
      refusal(InputRefused, 'column-missing'),
    );
    checkStopped(1);
    assert.deepEqual(openFiles(join(place.folder, 'export.csv')), []);
  });

  it('the refused rows cannot be written: nothing is left of the result', async () => {
    const refusedPath = join(place.folder, 'nowhere', 'refused.csv');
    await assert.rejects(score(place, text, { refusedPath }), refusal(FileError, 'output-folder-missing'));
    assert.deepEqual(resultFiles(), []);
  });
});

/** Every reading of an open file fails after the first `sound` ones, as on a share that is not reached any more. */
async function failReads(context: TestContext, path: string, sound: number, code: string): Promise<void> {
  const handle = await open(path);
  const shared: unknown = Object.getPrototypeOf(handle);
  await handle.close();
  assert.ok(typeof shared === 'object' && shared !== null && 'read' in shared);
  const { read } = shared;
  assert.ok(typeof read === 'function');
  let calls = 0;
  context.mock.method(shared as typeof handle, 'read', function (this: typeof handle, ...args: never[]) {
    calls += 1;
    if (calls > sound) throw Object.assign(new Error(`${code}: read`), { code });
    return Reflect.apply(read, this, args);
  });
}

/** Descriptors of this process on a file, where the system lists them. */
function openFiles(path: string): readonly string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fd').filter((name) => {
    try {
      return readlinkSync(`/proc/self/fd/${name}`) === path;
    } catch {
      return false;
    }
  });
}

function refusal(kind: abstract new (...args: never[]) => Error, code: string): (error: unknown) => boolean {
  return (error) => error instanceof kind && 'code' in error && error.code === code;
}
