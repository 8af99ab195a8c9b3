import { allOperators } from '#compiler/operators/registry.ts';
import type { Case, Suite } from '#scripts/conformance/cases.ts';
import { isClaimed, type Verdict } from '#scripts/conformance/run-case.ts';

export type Result = { readonly test: Case; readonly verdict: Verdict };
/** What another program passes of the same cases. */
export type Peer = { readonly version: string; readonly passed: ReadonlySet<string> };

type Figure = { readonly title: string; readonly results: readonly Result[] };

/** The three figures, as lines of text. */
export function toSummary(results: readonly Result[], peer: Peer | null): readonly string[] {
  return figures(results).map(({ title, results: some }) => {
    const passed = some.filter(({ verdict }) => verdict.passed).length;
    const other = peer === null ? '' : `, onnxruntime ${peer.version}: ${peerOf(some, peer)}`;
    return `${title}: ${passed} of ${some.length}, ${boundOf(some)} with inputs bound at compile time${other}`;
  });
}

/** docs/conformance.md. */
export function toDocument(suite: Suite, results: readonly Result[], peer: Peer): string {
  return [
    '# Conformance with ONNX',
    '',
    `Written by \`npm run -s conformance -- --write\`. The cases are the backend tests of PyPI \`onnx\` ${suite.onnx}`,
    '(kinds node, simple, pytorch-converted, pytorch-operator; kind real needs a download and is only listed). Each is',
    "compiled, run in V8, and compared by the suite's own rule with its own tolerances. It also passes only if its bits",
    'are the same in a block of nine cases, beside others, alone, and on memory that holds something else.',
    '',
    '| figure | cases | pass | of them with inputs bound | onnxruntime ' + `${peer.version} |`,
    '| --- | ---: | ---: | ---: | ---: |',
    ...figures(results).map(({ title, results: some }) => {
      const passed = some.filter(({ verdict }) => verdict.passed).length;
      return `| ${title} | ${some.length} | ${passed} | ${boundOf(some)} | ${peerOf(some, peer)} |`;
    }),
    '',
    '**In scope**: models and data without operators of training (domain `ai.onnx.preview.training`), random operators,',
    'sequences, optional values, complex numbers, floats and integers of 8 bits or fewer that are no `int8`, `uint8` or',
    '`bool` (float8, float6, float4, int4, int2); and not the `_expanded` form of another case.',
    '**Operators claimed**: in scope, and the compiler has every operator of the model.',
    '**With inputs bound**: shapes are fixed at compile time, so inputs that a shape depends on (such as `k` of TopK)',
    'were given at compile time; where that is all of them, the case tests the same kernels in constant folding.',
    '',
    '`npm run -s conformance -- --random=3000` compares 3,000 random graphs of several operators with onnxruntime, in the',
    'same way.',
    '',
    '## By operator',
    '',
    'Cases in scope, by the operators of their model.',
    '',
    '| operator | cases | pass | bound | refused | wrong |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...operatorRows(results),
    '',
    '## Every case that does not pass',
    '',
    ...failures(
      'In scope',
      results.filter(({ test }) => test.outside.length === 0),
    ),
    ...failures(
      'Out of scope',
      results.filter(({ test }) => test.outside.length > 0),
    ),
  ].join('\n');
}

/** docs/operators.md: what models of ONNX may be made of. */
export function toOperatorList(suite: Suite): string {
  const operators = allOperators().toSorted((a, b) =>
    `${a.domain} ${a.name}` < `${b.domain} ${b.name}` ? -1 : 1,
  );
  const domains = [...new Set(operators.map(({ domain }) => domain))];
  return [
    '# Operators of ONNX that are compiled',
    '',
    'Written by `npm run -s conformance -- --write` from the registry of operators. A version is the opset in which an',
    `operator was published or changed (PyPI \`onnx\` ${suite.onnx}). A model with another operator, version or attribute is`,
    'refused, and the message names the node. Element types: float, double, all integers from 8 bits on, bool, string.',
    'Shapes are fixed at compile time: what a shape depends on has to be a constant.',
    '',
    ...domains.flatMap((domain) => [
      `## ${domain}`,
      '',
      '| operator | versions | attributes |',
      '| --- | --- | --- |',
      ...operators
        .filter((operator) => operator.domain === domain)
        .map(
          ({ name, versions, attributes }) =>
            `| ${name} | ${versions.join(', ')} | ${attributes.toSorted().join(', ')} |`,
        ),
      '',
    ]),
  ].join('\n');
}

function figures(results: readonly Result[]): readonly Figure[] {
  const run = results.filter(({ test }) => test.kind !== 'real');
  const inScope = run.filter(({ test }) => test.outside.length === 0);
  return [
    { title: 'all', results: run },
    { title: 'in scope', results: inScope },
    { title: 'operators claimed', results: inScope.filter(({ test }) => isClaimed(test)) },
  ];
}

function boundOf(results: readonly Result[]): number {
  return results.filter(({ verdict }) => verdict.passed && verdict.bound !== 'none').length;
}

function peerOf(results: readonly Result[], peer: Peer): number {
  return results.filter(({ test }) => peer.passed.has(test.name)).length;
}

function operatorRows(results: readonly Result[]): readonly string[] {
  const inScope = results.filter(({ test }) => test.outside.length === 0);
  const names = [...new Set(inScope.flatMap(({ test }) => test.operators))].toSorted();
  return names.map((name) => {
    const some = inScope.filter(({ test }) => test.operators.includes(name));
    const count = (is: (verdict: Verdict) => boolean): number =>
      some.filter(({ verdict }) => is(verdict)).length;
    const cells = [
      name.replace(/^ai\.onnx:/, ''),
      some.length,
      count((v) => v.passed),
      boundOf(some),
      count((v) => !v.passed && v.kind === 'refused'),
      count((v) => !v.passed && v.kind !== 'refused'),
    ];
    return `| ${cells.join(' | ')} |`;
  });
}

function failures(title: string, results: readonly Result[]): readonly string[] {
  const failed = results.flatMap(({ test, verdict }) => (verdict.passed ? [] : [{ test, verdict }]));
  return [
    `### ${title}: ${failed.length}`,
    '',
    ...failed.map(({ test, verdict }) => {
      const why = test.outside.length === 0 ? '' : ` (${test.outside.join(', ')})`;
      const reason = verdict.reason.replaceAll(/\s+/g, ' ').slice(0, 240);
      return `- \`${test.name}\`${why}: ${verdict.kind}: ${reason}`;
    }),
    '',
  ];
}
