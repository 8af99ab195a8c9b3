import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { readSuite, type Case } from '#scripts/conformance/cases.ts';
import {
  toDocument,
  toOperatorList,
  toSummary,
  type Peer,
  type Result,
} from '#scripts/conformance/report.ts';
import { runCase } from '#scripts/conformance/run-case.ts';

// npm run -s conformance -- [--reuse] [--peer] [--write] [--failures] [--random=COUNT] [NAME…]
// --random: graphs of several operators, with what onnxruntime gives for them, in place of the suite
const options = process.argv.slice(2).filter((argument) => argument.startsWith('--'));
const names = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const python = process.env['VISITE_TEST_PYTHON'] ?? '.venv/bin/python';
const random = options.find((option) => option.startsWith('--random='))?.split('=')[1];
const path = `out/conformance/${random === undefined ? 'cases' : 'random'}.jsonl`;

if (random !== undefined) {
  execFileSync(python, ['scripts/conformance/write-random-cases.py', path, random], { stdio: 'inherit' });
} else if (!options.includes('--reuse') || !existsSync(path)) {
  execFileSync(python, ['scripts/conformance/write-cases.py', path], { stdio: 'inherit' });
}
const suite = readSuite(path);
const wanted = (test: Case): boolean => names.length === 0 || names.some((name) => test.name.includes(name));
const results: readonly Result[] = suite.cases
  .filter(wanted)
  .map((test) => ({ test, verdict: runCase(test) }));
const write = options.includes('--write');
const peer = write || options.includes('--peer') ? readPeer() : null;
if (options.includes('--failures') || names.length > 0 || random !== undefined) {
  for (const { test, verdict } of results) {
    if (test.outside.length === 0 && !verdict.passed)
      print(`${test.name}: ${verdict.kind}: ${verdict.reason}`);
  }
}
toSummary(results, peer).forEach(print);
if (write && peer !== null && names.length === 0 && random === undefined) {
  writeFileSync('docs/conformance.md', toDocument(suite, results, peer));
  writeFileSync('docs/operators.md', toOperatorList(suite));
}

function readPeer(): Peer {
  const text = execFileSync(python, ['scripts/conformance/peer.py'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 2 ** 26,
  });
  // One line of the script's own.
  const { version, passed } = JSON.parse(text) as { version: string; passed: string[] };
  return { version, passed: new Set(passed) };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
