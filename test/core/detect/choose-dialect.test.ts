import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { chooseDialect, type StatedDialect } from '#core/detect/choose-dialect.ts';
import { suggestDialect } from '#core/detect/suggest-dialect.ts';

const suggest = (text: string | Uint8Array) => {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  return suggestDialect({ size: bytes.length, samples: [{ offset: 0, bytes }] });
};
const rows = (count: number, cells: string) =>
  Array.from({ length: count }, (_, at) => `${at + 1};${cells}\r\n`).join('');
const clear = `id;name;hb\r\n${rows(20, 'Ann;4,5')}`;
const unsure = `id;name;hb\r\n${rows(20, 'Ann;1.234')}`;
const choose = (text: string | Uint8Array, stated: StatedDialect = {}) =>
  chooseDialect(suggest(text), stated);

describe('the dialect that is chosen', () => {
  it('is the suggested one, with nothing undecided', () => {
    const chosen = choose(clear);
    assert.deepEqual(chosen?.undecided, []);
    assert.deepEqual([chosen?.dialect.delimiter, chosen?.dialect.decimal], [';', ',']);
  });

  it('says what only a person can decide, until it was stated', () => {
    assert.deepEqual(choose(unsure)?.undecided, ['decimal']);
    const stated = choose(unsure, { decimal: '.' });
    assert.deepEqual([stated?.undecided, stated?.dialect.decimal], [[], '.']);
  });

  it('has everything that was stated, whatever speaks against it', () => {
    const { dialect } =
      choose(clear, { encoding: 'cp850', delimiter: ',', decimal: '.', headerLine: 3 }) ?? {};
    assert.deepEqual(
      [dialect?.encoding, dialect?.delimiter, dialect?.decimal, dialect?.titleLines, dialect?.bom],
      ['cp850', ',', '.', 2, false],
    );
  });

  it('counts a sep= line among the lines above the header', () => {
    const { dialect } = choose(`sep=;\r\n${clear}`, { headerLine: 2 }) ?? {};
    assert.deepEqual([dialect?.separatorLine, dialect?.titleLines], [true, undefined]);
  });

  it('leaves the encoding undecided where some of the text would be garbled', () => {
    const mixed = Buffer.concat([
      Buffer.from(`id;name\r\n${'1;Zo\xEB\r\n'.repeat(20)}`, 'latin1'),
      Buffer.from('2;Zoë Müller-Peña\r\n', 'utf8'),
    ]);
    assert.ok(choose(mixed)?.undecided.includes('encoding'));
    assert.deepEqual(choose(mixed, { encoding: 'windows-1252' })?.undecided, []);
  });

  it('is none where no dialect reads the file', () => assert.equal(choose(''), undefined));
});
