import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toReportHtml } from '#core/report/report-html.ts';
import { sampleReport } from '#test/core/report/sample-report.ts';

const html = (language: 'en' | 'nl' | 'de' = 'en', change: Partial<typeof sampleReport> = {}) =>
  toReportHtml({ ...sampleReport, ...change }, language);

/** What a reader sees: markup taken away, character references read. */
const toText = (markup: string) =>
  markup
    .replace(/<style>[^]*<\/style>|<[^>]*>/g, ' ')
    .replace(/&#([0-9]+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\s+/g, ' ');

describe('the report of a run', () => {
  it('says model, version, digest, signer, intended use, file, dialect, profile, time, user and log head', () => {
    const text = toText(html());
    const { model, file, profile, head } = sampleReport;
    for (const wanted of [
      `${model.id}@${model.version}`,
      model.digest,
      model.signer,
      model.intendedUse,
      file.name,
      file.sha256,
      sampleReport.written,
      profile.sha256,
      sampleReport.at,
      sampleReport.account,
      `${head.size}:${head.root}`,
    ]) {
      assert.ok(text.includes(wanted), wanted);
    }
  });

  it('says of research models that they are, in each language, and of clinical ones not', () => {
    assert.match(toText(html('en')), /For research and demonstration only/);
    assert.match(toText(html('nl')), /Alleen voor onderzoek en demonstratie/);
    assert.match(toText(html('de')), /Nur für Forschung und Demonstration/);
    const clinical = html('en', {
      demo: false,
      model: { ...sampleReport.model, status: 'clinical-use', intendedUse: 'x' },
    });
    assert.doesNotMatch(toText(clinical), /research/i);
    assert.doesNotMatch(clinical, /class="banner"/);
  });

  it('has the books, every code and every input', () => {
    const text = toText(html());
    assert.match(text, /982 rows read = 850 scored \+ 111 flagged \+ 18 refused \+ 3 skipped/);
    assert.match(text, /the model favours levamisole \+ 5-FU 905/);
    assert.match(text, /number-characters 12/);
    assert.match(text, /Number of positive lymph nodes Positieve klieren 961 no recommendation 20 0 0 0/);
    assert.match(text, /Haemoglobin mmol\/L not in the file/);
    assert.match(text, /18 of 982 rows were refused/);
  });

  it('asks for nothing: no script, no link, no image, no import, and a policy that forbids them', () => {
    const markup = html();
    assert.doesNotMatch(markup, /<script|<link|<img|<iframe|<object|@import|url\(|\son[a-z]+=|javascript:/i);
    assert.match(markup, /default-src 'none'; style-src 'unsafe-inline'/);
  });

  const hostile = `</td><script>alert("1")</script>' onload='x&amp;\u202Eexe\u0000\uD800`;
  it('shows hostile text as text, wherever it comes from', () => {
    const markup = html('en', {
      account: hostile,
      written: hostile,
      file: { ...sampleReport.file, name: hostile },
      profile: { ...sampleReport.profile, name: hostile },
      model: { ...sampleReport.model, title: hostile, intendedUse: hostile, publisher: hostile },
      books: { ...sampleReport.books, advice: { [`favours:${hostile}`]: 1 } },
      inputs: sampleReport.inputs.map((input) => ({ ...input, label: hostile, columns: [hostile] })),
      warnings: [{ code: 'many-missing', label: hostile, rows: 1, of: 2 }],
    });
    assert.doesNotMatch(markup, /<script|onload='|\u202E|\u0000|\uD800/);
    assert.ok(toText(markup).includes(`</td><script>alert("1")</script>' onload='x&amp;[U+202E]exe`));
  });

  it('closes every element it opens', () => {
    const open: string[] = [];
    for (const [, slash, name = ''] of html().matchAll(/<(\/?)([a-z0-9]+)\b[^>]*>/g)) {
      if (name === 'meta' || name === 'br') continue;
      if (slash === '') open.push(name);
      else assert.equal(open.pop(), name);
    }
    assert.deepEqual(open, []);
  });
});
