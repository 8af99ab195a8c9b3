import {
  fileCase,
  minimal,
  textOf,
  withFile,
  withValue,
  type BundleCase,
} from '#test/core/bundle/cases/bundle-case.ts';

/** Files that are not there, not known, not strict JSON, or not of their schema. */

const manifest = textOf('manifest.json');

export const jsonCases: readonly BundleCase[] = [
  missing('manifest.json'),
  missing('card.json'),
  missing('golden.json'),
  missing('reference.json'),
  missing('model.wasm'),
  missing('texts/en.json'),
  unknown('extra.json'),
  unknown('README.md'),
  unknown('texts/de.json'),
  unknown('texts/nl-BE.json'),
  unknown('.github/workflow.yml'),
  fileCase(
    'file-too-large',
    'file-too-large',
    'a manifest of more than 1 MiB',
    withFile('manifest.json', manifest + ' '.repeat(1024 * 1024)),
  ),

  json('json-byte-order-mark', 'json-encoding', 'a byte order mark', `\uFEFF${manifest}`),
  json('json-latin-1', 'json-encoding', 'ISO 8859-1', Uint8Array.of(0x22, 0xe9, 0x22)),
  json('json-lone-surrogate', 'json-encoding', 'a lone surrogate', '{"format":1,"id":"\\ud800"}'),
  json('json-comment', 'json-syntax', 'a comment', manifest.replace('{', '{ // note')),
  json('json-trailing-comma', 'json-syntax', 'a trailing comma', manifest.replace(/\}\s*$/, ',}')),
  json('json-nan', 'json-syntax', 'NaN', manifest.replace('"min": 18', '"min": NaN')),
  json('json-empty', 'json-syntax', 'an empty file', ''),
  json('json-two-values', 'json-syntax', 'two values', `${manifest}{}`),
  json(
    'json-prototype',
    'json-syntax',
    'the key __proto__',
    manifest.replace('"abi": 1', '"abi": 1, "__proto__": {}'),
  ),
  json(
    'json-duplicate-key',
    'json-duplicate-key',
    'a key twice',
    manifest.replace('"abi": 1', '"abi": 1, "abi": 1'),
  ),
  json(
    'json-duplicate-escaped',
    'json-duplicate-key',
    'a key twice, once in escapes',
    manifest.replace('"abi": 1', '"abi": 1, "\\u0061bi": 1'),
  ),
  json(
    'json-number-overflow',
    'json-number',
    'a number beyond all doubles',
    manifest.replace('"max": 100', '"max": 1e999'),
  ),
  json(
    'json-number-inexact',
    'json-number',
    'an integer no double holds',
    manifest.replace('"fuelPerRow": 10000', '"fuelPerRow": 9007199254740993'),
  ),
  json('json-too-deep', 'json-too-deep', '100 levels', '['.repeat(100) + ']'.repeat(100)),

  fileCase('format-2', 'version-unknown', 'a later format', withValue('manifest.json', ['format'], 2)),
  fileCase(
    'card-format-2',
    'version-unknown',
    'a later format of the card',
    withValue('card.json', ['format'], 2),
  ),
  fileCase('golden-format-0', 'version-unknown', 'no format', withValue('golden.json', ['format'], 0)),
  fileCase(
    'reference-format-2',
    'version-unknown',
    'a later format',
    withValue('reference.json', ['format'], 2),
  ),

  schema('schema-format-text', 'manifest.json', ['format'], '1', 'a format in quotes'),
  schema('schema-format-missing', 'manifest.json', ['format'], undefined, 'no format'),
  schema('schema-unknown-field', 'manifest.json', ['comment'], 'x', 'an unknown field'),
  schema(
    'schema-unknown-field-deep',
    'manifest.json',
    ['inputs', 0, 'limits', 'step'],
    1,
    'an unknown field inside',
  ),
  schema('schema-field-missing', 'manifest.json', ['population'], undefined, 'a field that is missing'),
  schema('schema-abi-2', 'manifest.json', ['abi'], 2, 'a later model contract'),
  schema('schema-id', 'manifest.json', ['id'], 'Minimal Model', 'an id that is no name'),
  schema('schema-version', 'manifest.json', ['version'], '1.02.3', 'no semantic version'),
  schema(
    'schema-version-build',
    'manifest.json',
    ['version'],
    '1.2.3+build',
    'a version with build metadata',
  ),
  schema('schema-publisher', 'manifest.json', ['publisher'], 'Publisher', 'a publisher that is no URI'),
  schema('schema-status', 'manifest.json', ['status'], 'approved', 'an unknown status'),
  schema('schema-language', 'manifest.json', ['languages', 0], 'fr', 'a language nobody reads here'),
  schema('schema-no-inputs', 'manifest.json', ['inputs'], [], 'no inputs'),
  schema('schema-input-type', 'manifest.json', ['inputs', 0, 'type'], 'text', 'an unknown type of input'),
  schema('schema-unit', 'manifest.json', ['inputs', 0, 'unit'], 'per year', 'a unit with a space'),
  schema('schema-limit-text', 'manifest.json', ['inputs', 0, 'limits', 'max'], '100', 'a limit in quotes'),
  schema(
    'schema-missing-policy',
    'manifest.json',
    ['inputs', 0, 'missing', 'policy'],
    'zero',
    'an unknown policy',
  ),
  schema(
    'schema-impute-nothing',
    'manifest.json',
    ['inputs', 1, 'missing', 'value'],
    undefined,
    'imputing nothing',
  ),
  schema('schema-statistic', 'manifest.json', ['outputs', 0, 'statistic'], 'median', 'an unknown statistic'),
  schema('schema-horizon-zero', 'manifest.json', ['outputs', 0, 'horizon'], 0, 'a horizon of zero'),
  schema(
    'schema-threshold',
    'manifest.json',
    ['decision', 'favoursArmFrom'],
    0.4,
    'favouring at less than even odds',
  ),
  schema(
    'schema-rows-per-call',
    'manifest.json',
    ['requests', 'rowsPerCall'],
    5000,
    'more rows than a call has',
  ),
  schema('schema-fuel-fraction', 'manifest.json', ['requests', 'fuelPerRow'], 0.5, 'fuel in halves'),
  schema('schema-source-digest', 'manifest.json', ['source', 'sha256'], 'ABCDEF', 'a digest in capitals'),
  schema('schema-condition', 'manifest.json', ['population', 0, 'kind'], 'at-least', 'an unknown condition'),
  schema(
    'schema-card-field-missing',
    'card.json',
    ['warnings', 'risksAndLimitations'],
    undefined,
    'no risks',
  ),
  schema(
    'schema-card-no-limits',
    'card.json',
    ['evidence', 'notSupported'],
    [],
    'nothing that the data do not support',
  ),
  schema('schema-card-date', 'card.json', ['release', 'date'], '22-11-2026', 'a date in another form'),
  schema(
    'schema-card-small-group',
    'card.json',
    ['evidence', 'calibration', 0, 'groups', 0, 'patients'],
    9,
    'a group of nine',
  ),
  schema(
    'schema-card-metric-text',
    'card.json',
    ['metrics', 'safety', 'results', 0, 'value'],
    '0.19',
    'a figure in quotes',
  ),
  schema('schema-golden-none', 'golden.json', ['patients'], [], 'no golden patients'),
  schema(
    'schema-golden-bits',
    'golden.json',
    ['patients', 0, 'bits', 0],
    '3FE0000000000000',
    'bits in capitals',
  ),
  schema(
    'schema-golden-tolerance',
    'golden.json',
    ['tolerance', 'absolute'],
    0.01,
    'a tolerance of one in a hundred',
  ),
  schema(
    'schema-reference-few',
    'reference.json',
    ['inputs', 'age', 'counts', 0],
    5,
    'a count of five persons',
  ),
  schema(
    'schema-reference-negative',
    'reference.json',
    ['inputs', 'age', 'counts', 0],
    -20,
    'a negative count',
  ),
  schema('schema-reference-patients', 'reference.json', ['patients'], 9, 'nine persons'),
  schema('schema-texts-number', 'texts/nl.json', ['title'], 1, 'a title that is a number'),
  schema('schema-texts-empty', 'texts/nl.json', ['title'], '', 'an empty title'),
  schema('schema-texts-nested', 'texts/nl.json', ['arms'], { treatment: 'x' }, 'texts inside texts'),
  json('schema-array', 'schema', 'a list instead of an object', '[]'),
  json('schema-null', 'schema', 'null', 'null'),

  fileCase('module-text', 'module-not-wasm', 'a module in text form', withFile('model.wasm', '(module)')),
  fileCase('module-empty', 'module-not-wasm', 'an empty module', withFile('model.wasm', '')),
  fileCase(
    'module-version-2',
    'module-not-wasm',
    'a later version of WebAssembly',
    withFile('model.wasm', Uint8Array.of(0, 0x61, 0x73, 0x6d, 2, 0, 0, 0)),
  ),
  fileCase(
    'module-component',
    'module-not-wasm',
    'a component',
    withFile('model.wasm', Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0)),
  ),
  fileCase('valid-packed', 'valid', 'the smallest bundle', minimal),
];

function missing(name: string): BundleCase {
  return fileCase(`missing-${slug(name)}`, 'file-missing', `without ${name}`, withFile(name, undefined));
}

function unknown(name: string): BundleCase {
  return fileCase(`unknown-${slug(name)}`, 'file-unknown', `with ${name}`, withFile(name, '{}'));
}

function json(
  name: string,
  verdict: BundleCase['verdict'],
  reason: string,
  text: string | Uint8Array,
): BundleCase {
  return fileCase(name, verdict, reason, withFile('manifest.json', text));
}

function schema(
  name: string,
  file: string,
  path: readonly (string | number)[],
  value: unknown,
  reason: string,
): BundleCase {
  return fileCase(name, 'schema', reason, withValue(file, path, value));
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '');
}
