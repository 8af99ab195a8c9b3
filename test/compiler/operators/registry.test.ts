import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allOperators, findOperator } from '#compiler/operators/registry.ts';
import { signatureOf } from '#compiler/readers/onnx/published-types.ts';
import { PUBLISHED_VERSIONS } from '#compiler/readers/onnx/published-versions.ts';

test('every version that is claimed was published, and has a signature', () => {
  for (const { domain, name, versions } of allOperators()) {
    if (domain !== 'ai.onnx' && domain !== 'ai.onnx.ml') continue;
    assert.ok(versions.length > 0, name);
    assert.deepEqual(
      versions.filter((version) => PUBLISHED_VERSIONS[domain][name]?.includes(version) !== true),
      [],
      name,
    );
    assert.ok(
      versions.every((version) => signatureOf(domain, name, version) !== undefined),
      name,
    );
  }
});

test('no operator or attribute stands there twice', () => {
  for (const operator of allOperators()) {
    assert.equal(findOperator(operator.domain, operator.name), operator);
    assert.equal(new Set(operator.attributes).size, operator.attributes.length, operator.name);
    assert.equal(new Set(operator.versions).size, operator.versions.length, operator.name);
  }
});
