import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import fc from 'fast-check';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseContainer, toContainer } from '#core/bundle/container.ts';
import { checkFileNames } from '#core/bundle/file-names.ts';
import { defaultContainerLimits } from '#core/bundle/verify-container.ts';
import { inflateRaw } from '#host/trust/inflate-raw.ts';
import { minimal, withFile, type Files } from '#test/core/bundle/cases/bundle-case.ts';
import { emptyBlocks } from '#test/core/bundle/cases/empty-blocks.ts';
import { toHostileZip } from '#test/core/bundle/cases/hostile-zip.ts';

const component = fc.stringMatching(/^[a-zA-Z0-9éü_-]{1,6}$/);
const fileName = fc.tuple(
  fc.array(component, { minLength: 1, maxLength: 3 }),
  fc.constantFrom('', '.json', '.wasm', '.sig'),
);
const files: fc.Arbitrary<Files> = fc
  .array(
    fc.tuple(
      fileName.map(([parts, end]) => parts.join('/') + end),
      fc.uint8Array({ maxLength: 300 }),
    ),
    { maxLength: 12 },
  )
  .map((entries) => new Map(entries))
  .filter((map) => checkFileNames([...map.keys()]).length === 0);

const signed = withFile('model.sig', '{}\n');

test('what a container is made of is what it gives back', () => {
  fc.assert(
    fc.property(files, (content) => {
      const back = parseContainer(toContainer(content), inflateRaw);
      assert.equal(back.size, content.size);
      for (const [name, bytes] of content) assert.deepEqual(back.get(name), bytes);
    }),
    { seed: 3, numRuns: 100 },
  );
});

test('the same files give the same bytes, in whatever order they come', () => {
  fc.assert(
    fc.property(files, (content) => {
      assert.deepEqual(toContainer(content), toContainer(new Map([...content].reverse())));
      assert.deepEqual(toContainer(parseContainer(toContainer(content), inflateRaw)), toContainer(content));
    }),
    { seed: 4, numRuns: 50 },
  );
});

test('names come in the order of a signature, component by component', () => {
  const names = ['a-b.txt', 'a/c.txt', 'B.txt', 'a.txt', 'texts/nl.json', 'texts/en.json'];
  const content = new Map(names.map((name) => [name, new Uint8Array(1)]));
  assert.deepEqual(
    [...parseContainer(toContainer(content), inflateRaw).keys()],
    ['B.txt', 'a/c.txt', 'a-b.txt', 'a.txt', 'texts/en.json', 'texts/nl.json'],
  );
});

test('files do not change when the bytes they were read from do, also those of a Buffer', () => {
  for (const bytes of [toContainer(signed), Buffer.from(toContainer(signed))]) {
    const back = parseContainer(bytes, inflateRaw);
    bytes.fill(0);
    for (const [name, content] of signed) assert.deepEqual(back.get(name), content);
  }
});

const refusedFiles: readonly (readonly [code: string, content: Files])[] = [
  ['file-name', withFile('../x.json', '')],
  ['file-name', withFile('MODEL.wasm', '')],
  [
    'container-too-many-entries',
    new Map(Array.from({ length: 65 }, (_, index) => [`a${index}`, new Uint8Array()])),
  ],
];
for (const [code, content] of refusedFiles) {
  test(`what would be refused is not made: ${code}`, () => {
    assert.throws(
      () => toContainer(content),
      (error) => error instanceof BundleError && error.code === code,
    );
  });
}

test('a container within its limits to the byte is accepted, one byte less is refused', () => {
  const bytes = toContainer(signed);
  const inflated = [...signed.values()].reduce((sum, content) => sum + content.length, 0);
  const heads = [...signed.keys()].reduce((sum, name) => sum + 30 + 46 + 2 * name.length, 22);
  // The signature is the one file that is stored.
  const deflated = bytes.length - heads - (signed.get('model.sig') ?? assert.fail()).length;
  const exact = {
    fileBytes: bytes.length,
    deflatedBytes: deflated,
    inflatedBytes: inflated,
    entries: signed.size,
  };
  assert.equal(parseContainer(bytes, inflateRaw, exact).size, signed.size);
  for (const [limit, code] of [
    ['fileBytes', 'bundle-too-large'],
    ['deflatedBytes', 'container-entry-too-large'],
    ['inflatedBytes', 'container-entry-too-large'],
    ['entries', 'container-too-many-entries'],
  ] as const) {
    assert.throws(
      () => parseContainer(bytes, inflateRaw, { ...exact, [limit]: exact[limit] - 1 }),
      (error) => error instanceof BundleError && error.code === code,
      limit,
    );
  }
  assert.deepEqual(defaultContainerLimits, {
    fileBytes: 2 ** 28,
    deflatedBytes: 48 * 2 ** 20,
    inflatedBytes: 2 ** 29,
    entries: 64,
  });
});

test('a host whose inflater gives another size, or nothing, is not believed', () => {
  for (const inflated of [undefined, new Uint8Array(), new Uint8Array(1_000_000)]) {
    assert.throws(
      () => parseContainer(toContainer(minimal), () => inflated),
      (error) => error instanceof BundleError && error.code === 'container-bad-deflate',
    );
  }
});

test('a bomb takes no more memory than it declares', () => {
  const bomb = readFileSync(join(import.meta.dirname, '../../vectors/bundle/cases/bomb-declared.visite'));
  const inflate = (source: Uint8Array, size: number): Uint8Array | undefined => {
    assert.ok(size < 2 ** 20, 'the host was asked to make room for it');
    return inflateRaw(source, size);
  };
  assert.throws(() => parseContainer(bomb, inflate), BundleError);
  const before = process.memoryUsage().arrayBuffers;
  assert.throws(() => parseContainer(bomb, inflateRaw), BundleError);
  assert.ok(process.memoryUsage().arrayBuffers - before < 2 ** 20, 'more than 1 MiB was taken');
});

/** Of processor time, which does not grow when others are busy: four million bytes take zlib about 600 ms. */
const slowestMs = 8_000;

test('a stream that is slow to read and inflates to nothing is read in time', () => {
  const data = emptyBlocks(4_000_000);
  const bytes = toHostileZip([{ name: 'a.json', content: new Uint8Array(), data }]);
  const start = process.cpuUsage();
  assert.deepEqual(parseContainer(bytes, inflateRaw), new Map([['a.json', new Uint8Array()]]));
  const { user, system } = process.cpuUsage(start);
  const tookMs = (user + system) / 1000;
  assert.ok(tookMs < slowestMs, `${tookMs} ms`);
});

/** Tools of others read what we write. */
test('unzip and Python read a container', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-container-'));
  try {
    const path = join(folder, 'bundle.visite');
    writeFileSync(path, toContainer(signed));
    execFileSync('python3', ['-c', readBack, path, join(folder, 'python')]);
    execFileSync('unzip', ['-q', path, '-d', join(folder, 'unzip')]);
    for (const tool of ['python', 'unzip']) {
      const root = join(folder, tool);
      const found = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      assert.equal(found.length, signed.size);
      for (const [name, bytes] of signed)
        assert.ok(readFileSync(join(root, name)).equals(bytes), `${tool} ${name}`);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const readBack = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    assert all(i.date_time == (1980, 1, 1, 0, 0, 0) for i in z.infolist())
    assert [i.compress_type for i in z.infolist()] == [0 if i.filename == 'model.sig' else 8 for i in z.infolist()]
    z.extractall(sys.argv[2])
`;

/** The recipe in docs/formats/bundle.md, with nothing but Python's own library. */
test('a container that Python writes by the recipe of the format is accepted', () => {
  const folder = mkdtempSync(join(tmpdir(), 'visite-container-'));
  try {
    const recipe = /```python\n([\s\S]*?)```/.exec(
      readFileSync(join(import.meta.dirname, '../../../docs/formats/bundle.md'), 'utf8'),
    )?.[1];
    assert.ok(recipe !== undefined, 'docs/formats/bundle.md has no recipe');
    writeFileSync(
      join(folder, 'files.json'),
      JSON.stringify([...signed].map(([name, bytes]) => [name, Buffer.from(bytes).toString('base64')])),
    );
    const use = `
import base64, json
files = {name: base64.b64decode(data) for name, data in json.load(open('files.json'))}
write_bundle('bundle.visite', files)
`;
    execFileSync('python3', ['-c', recipe + use], { cwd: folder });
    const back = parseContainer(readFileSync(join(folder, 'bundle.visite')), inflateRaw);
    assert.equal(back.size, signed.size);
    for (const [name, bytes] of signed)
      assert.ok(Buffer.from(bytes).equals(back.get(name) ?? Buffer.alloc(0)), name);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
