import { toTypeText, type Constant } from '#compiler/ir/tensor.ts';

/**
 * What differs, by the suite's own rule (onnx.backend.test.runner, assert_similar_outputs; numpy.testing.assert_allclose):
 * same type and shape, strings equal, NaN where NaN is, and |got − expected| ≤ atol + rtol · |expected|. `null`: nothing.
 */
export function difference(expected: Constant, got: Constant, rtol: number, atol: number): string | null {
  if (toTypeText(expected) !== toTypeText(got)) {
    return `gives ${toTypeText(got)}, expected ${toTypeText(expected)}`;
  }
  for (let i = 0; i < expected.data.length; i++) {
    const [a, b] = [expected.data[i], got.data[i]];
    if (a === b || (Number.isNaN(a) && Number.isNaN(b))) continue;
    const near =
      typeof a !== 'string' &&
      Number.isFinite(Number(a)) &&
      Math.abs(Number(b) - Number(a)) <= atol + rtol * Math.abs(Number(a));
    if (!near) return `element ${i} is ${b}, expected ${a}`;
  }
  return null;
}
