import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it } from 'node:test';
import { parseProfile } from '#core/mapping/parse-profile.ts';
import { mapByAsking } from '#cli/commands/import-map.ts';
import { converse, StoppedAnswering } from '#cli/import/ask.ts';
import { parseUnverified } from '#cli/read-unverified.ts';
import { demo, makeFolder } from '#test/cli/run-visite.ts';

/** A person who answers by what was asked; the last question is matched against each rule in turn. */
type Rules = readonly (readonly [question: RegExp, answer: string])[];

const usual: Rules = [
  [/Is that right\?/, 'y'],
  [/also with what is marked/, 'y'],
  [/to be called\?/, 'Colon, asked'],
  [/Which column holds the patient number/, '1'],
  [/Leave them out\?/, 'y'],
  [/does it mean "not known"\?/, 'y'],
  [/"IIIA"|"IIIB"|"IIIC"/, '3'],
  [/"IIA"|"IIB"/, '2'],
  [/"muscularis"/, '2'],
  [/"doorgroei"/, '4'],
  [/is the name of no category/, '0'],
  [/Where does it come from\?/, '1'],
  [/Which row counts\?/, '1'],
  [/rows will be refused/, 'y'],
];

async function run(folder: string, rules: Rules): Promise<string> {
  const [input, output] = [new PassThrough(), new PassThrough()];
  let said = '';
  let since = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    since += text;
    if (!/(?:\] |\? )$/.test(since)) return;
    const answer = rules.find(([question]) => question.test(since))?.[1];
    since = '';
    if (answer === undefined) input.end();
    else input.write(`${answer}\n`);
  });
  const conversation = converse(input, output);
  const bundle = await parseUnverified(demo.bundle);
  const options = { bundle: demo.bundle, out: join(folder, 'asked.profile.json') };
  try {
    await mapByAsking(conversation.person, demo.export, bundle, options, new AbortController().signal);
  } finally {
    conversation.close();
  }
  return said;
}

describe('a profile by questions on a terminal', () => {
  it('asks for everything that the model needs, one question at a time, and gives the shipped mapping', async () => {
    const folder = makeFolder();
    try {
      const said = await run(folder, usual);
      assert.match(said, /Sex \(sex\): one of female, male/);
      assert.match(said, /age in whole years, from "Geboortedatum" to "Operatiedatum"/);
      const asked = parseProfile(readFileSync(join(folder, 'asked.profile.json')));
      const shipped = parseProfile(readFileSync(demo.profile));
      assert.equal(asked.name, 'Colon, asked');
      assert.deepEqual(asked.dialect, shipped.dialect);
      assert.deepEqual(asked.patient, shipped.patient);
      assert.deepEqual(asked.rows, { choose: 'every' });
      for (const [name, source] of Object.entries(shipped.inputs)) {
        const got = asked.inputs[name];
        assert.equal(got?.kind, source.kind, name);
        // codes and words of which the export has none were not asked for
        if (got?.kind !== 'code' || source.kind !== 'code') continue;
        for (const [text, category] of Object.entries(got.codes))
          assert.equal(source.codes[text], category, text);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const [name, stopped] of [
    ['the name', /to be called/],
    ['a suggestion', /Where does it come from/],
    ['the rows that will be refused', /rows will be refused/],
  ] as const) {
    it(`writes nothing where the person stops at ${name}`, async () => {
      const folder = makeFolder();
      try {
        const rules = usual.filter(([question]) => !stopped.test(question.source));
        await assert.rejects(run(folder, rules), StoppedAnswering);
        assert.throws(() => readFileSync(join(folder, 'asked.profile.json')));
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  }

  it('takes nothing for a yes that is none', async () => {
    const folder = makeFolder();
    try {
      // Asked again, the person says no, and then that it is none of what is offered.
      const said = run(folder, [
        [/Please answer y or n/, 'n'],
        [/How is it written\?/, '0'],
        [/Is that right\?/, 'yes please'],
      ]);
      await assert.rejects(said, StoppedAnswering);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
