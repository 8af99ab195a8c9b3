import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { checkCase, readCases } from '#test/compiler/onnx-vectors.ts';

const path = fileURLToPath(new URL('../../vectors/onnx-ml/texts.json', import.meta.url));

for (const vector of readCases(path)) {
  void test(vector.name, () => checkCase(vector));
}
