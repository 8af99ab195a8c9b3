import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkCase, readCases } from '#test/compiler/onnx-vectors.ts';

const path = fileURLToPath(new URL('../../../vectors/onnx-ml/models.json', import.meta.url));

for (const vector of readCases(path)) {
  void test(`onnxruntime: ${vector.name}`, () => checkCase(vector));
}
