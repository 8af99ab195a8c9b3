import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { repository } from '#test/cli/run-visite.ts';
import { toExpected, toTextDescription, toTextModel } from '#test/cli/text-model.ts';

const program = join(repository, 'cli/visite.ts');
const profile = {
  profile: 1,
  name: 'triage',
  models: ['triage'],
  dialect: {
    encoding: 'utf-8',
    bom: false,
    delimiter: ';',
    newline: '\n',
    quote: '"',
    decimal: ',',
    separatorLine: false,
  },
  header: ['id', 'note', 'age'],
  patient: { column: 'id' },
  skip: [],
  inputs: {
    note: { kind: 'text', column: 'note', missing: ['', '-'] },
    age: { kind: 'number', column: 'age', unit: 'a', missing: [''] },
  },
};

let folder = '';
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'visite-texts-'));
  mkdirSync(join(folder, 'model'));
  mkdirSync(join(folder, 'trust'));
  writeFileSync(join(folder, 'model/model.onnx'), toTextModel());
  writeFileSync(join(folder, 'model/description.json'), JSON.stringify(toTextDescription()));
  const { privatePem, publicPem } = makeKey('prime256v1');
  writeFileSync(join(folder, 'key.pem'), privatePem);
  writeFileSync(join(folder, 'trust/p.pub.pem'), publicPem);
  const keys = [{ file: 'p.pub.pem', publisher: 'https://example.org/models' }];
  writeFileSync(
    join(folder, 'trust/anchors.json'),
    JSON.stringify({ format: 1, keys, roots: [], revokedFingerprints: [] }),
  );
  writeFileSync(join(folder, 'profile.json'), JSON.stringify(profile));
});
after(() => rmSync(folder, { recursive: true }));

function visite(...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
    cwd: folder,
    env: { PATH: process.env['PATH'], VISITE_HOME: join(folder, 'data') },
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

test('a model of texts, values and classes: from a description to a result and its log', () => {
  visite('compile', 'model', '--out', 'triage.unsigned.visite');
  visite('sign', 'triage.unsigned.visite', '--key', 'key.pem', '--out', 'triage.visite');
  assert.match(visite('verify', 'triage.visite', '--trust', 'trust'), /4 patients in 6 orders: every bit/);
  const inspected = visite('inspect', 'triage.visite', '--trust', 'trust');
  assert.match(inspected, /note: a text of at most 60 bytes/);
  assert.match(inspected, /subtype: feverish \| painful \| itching/);

  const rows = [
    'id;note;age',
    '1;Fever and a rash;40',
    '2;"pain; ""PAIN"" and fever";71',
    '3;-;50',
    '4;a note that is longer than the sixty bytes the model takes, so;50',
    '5;rash;130',
  ];
  writeFileSync(join(folder, 'export.csv'), `${rows.join('\n')}\n`);
  const args = ['--bundle', 'triage.visite', '--profile', 'profile.json', '--trust', 'trust'];
  const out = visite('score', 'export.csv', ...args, '--out', 'result.csv');
  assert.match(out, /text-too-long +1/);
  assert.match(out, /no-decision-rule +2/);

  const [titles = '', ...lines] = readFileSync(join(folder, 'result.csv'), 'utf8').trimEnd().split('\n');
  assert.match(titles, /visite_urgent_all_mean;visite_dose_all_mean;visite_subtype_all_class/);
  const cells = (counts: readonly number[], age: number): string => {
    const [urgent, dose, subtype] = toExpected(counts, age);
    const name = ['feverish', 'painful', 'itching'][subtype];
    return `;${[urgent, dose].map((value) => value.toFixed(6).replace('.', ',')).join(';')};${name};`;
  };
  assert.ok(lines[0]?.includes(cells([1, 0, 1], 40)), lines[0]);
  assert.ok(lines[1]?.includes(cells([1, 2, 0], 71)), lines[1]);
  assert.ok(lines[2]?.includes('input-missing:note'), lines[2]);
  assert.ok(lines[3]?.includes('refused;;;text-too-long'), lines[3]);
  assert.ok(lines[4]?.includes('outside-limits:age'), lines[4]);
  assert.match(visite('log', 'verify'), /entries/);
});
