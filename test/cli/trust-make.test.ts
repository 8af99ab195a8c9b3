import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { exitCode } from '#cli/exit-code.ts';
import { makeFolder, visite } from '#test/cli/run-visite.ts';
import { makeKey } from '#test/host/trust/make-certificate.ts';
import { makeList, makeRoot } from '#test/host/trust/make-trust-file.ts';

const [a, b, c, stranger] = [
  makeKey('prime256v1'),
  makeKey('secp384r1'),
  makeKey('secp521r1'),
  makeKey('secp256k1'),
];

describe('a trust file is made by several people', () => {
  let folder = '';
  const write = (name: string, content: unknown): void =>
    writeFileSync(
      join(folder, name),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  const runs = (...args: readonly string[]): string => {
    const { status, out, err } = visite(folder, args);
    assert.equal(status, 0, err);
    return out;
  };
  const refuses = (code: string, ...args: readonly string[]): void => {
    const { status, err } = visite(folder, args);
    assert.equal(status, exitCode.bundleRefused, err);
    assert.match(err, new RegExp(`error: ${code}: `));
  };
  before(() => {
    folder = makeFolder();
    for (const [name, key] of Object.entries({ a, b, c, stranger })) write(`${name}.pem`, key.privatePem);
    write('root.json', makeRoot({ root: [a, b], list: [b, c] }, { expires: '2090-01-01T00:00:00Z' }));
    write('list.json', makeList({ expires: '2089-01-01T00:00:00Z' }));
  });
  after(() => rmSync(folder, { recursive: true }));

  it('each signs, and it is pinned by the digest that was told', () => {
    runs('trust', 'sign', 'root.json', '--key', 'a.pem', '--out', 'root.1');
    runs('trust', 'sign', 'root.1', '--key', 'b.pem', '--out', 'root.2');
    runs('trust', 'sign', 'list.json', '--key', 'b.pem', '--out', 'list.1');
    refuses('trust-below-threshold', 'trust', 'make', '--root', 'root.2', '--list', 'list.1', '--out', 'x');
    assert.match(runs('trust', 'sign', 'list.1', '--key', 'c.pem', '--out', 'list.2'), /signed by 2/);
    const made = runs('trust', 'make', '--root', 'root.2', '--list', 'list.2', '--out', 'trust.json');
    const digest = /is ([0-9a-f]{64})/.exec(made)?.[1] ?? '';
    assert.match(runs('trust', 'init', 'trust.json', '--root', digest), /valid until 2089-01-01/);
  });

  it('what would be refused whoever signed it is signed by nobody', () => {
    const sign = (name: string, key: string) => ['trust', 'sign', name, '--key', key, '--out', 'x'];
    refuses('trust-file-keys', ...sign('root.1', 'a.pem'));
    refuses('trust-file-keys', ...sign('root.json', 'stranger.pem'));
    refuses('trust-file-keys', ...sign('root.json', 'list.json'));
    write('more.json', { ...makeList(), more: 1 });
    refuses('trust-file-malformed', ...sign('more.json', 'a.pem'));
    const person = { name: 'Anna', key: a.publicPem };
    write(
      'twice.json',
      makeList({ release: { threshold: 1, people: [person, { ...person, name: 'Bert' }] } }),
    );
    refuses('trust-file-malformed', ...sign('twice.json', 'a.pem'));
    write('other.json', '{"payloadType":"x","payload":"","signatures":[{"keyid":"","sig":""}]}');
    refuses('trust-file-malformed', ...sign('other.json', 'a.pem'));
  });
});
