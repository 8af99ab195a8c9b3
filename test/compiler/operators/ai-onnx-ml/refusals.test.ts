import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CompileError } from '#compiler/errors.ts';
import type { TensorType } from '#compiler/ir/tensor.ts';
import type { Attribute } from '#compiler/operators/attributes.ts';
import type { Domain } from '#compiler/operators/operator.ts';
import { lowerNode } from '#test/compiler/operators/lower-node.ts';

const floats = (...value: readonly number[]): Attribute => ({ kind: 'floats', value });
const ints = (...value: readonly number[]): Attribute => ({ kind: 'ints', value });
const strings = (...value: readonly string[]): Attribute => ({ kind: 'strings', value });
const text = (value: string): Attribute => ({ kind: 'string', value });
const int = (value: number): Attribute => ({ kind: 'int', value });

const NUMBERS: TensorType = { dtype: 'f32', shape: [1, 2] };
const TEXTS: TensorType = { dtype: 'string', shape: [1, 1] };
const MACHINE = {
  classlabels_ints: ints(0, 1),
  coefficients: floats(1, -1),
  kernel_params: floats(0.5, 0, 3),
  kernel_type: text('RBF'),
  rho: floats(0.1),
  support_vectors: floats(1, 2, 3, 4),
  vectors_per_class: ints(1, 1),
};
const GRAMS = {
  mode: text('TF'),
  min_gram_length: int(1),
  max_gram_length: int(1),
  max_skip_count: int(0),
  ngram_counts: ints(0),
  ngram_indexes: ints(0, 1),
  pool_strings: strings('a', 'b'),
};

type Refusal = {
  readonly node: string;
  readonly attributes: Readonly<Record<string, Attribute>>;
  readonly message: RegExp;
  readonly domain?: Domain;
  readonly input?: TensorType;
  readonly version?: number;
};

const refusals: readonly Refusal[] = [
  { node: 'DictVectorizer', attributes: {}, message: /takes a map/ },
  { node: 'CastMap', attributes: {}, message: /takes a map/ },
  {
    node: 'LabelEncoder',
    attributes: { keys_int64s: ints(1, 1), values_floats: floats(1, 2) },
    input: { dtype: 'i64', shape: [1] },
    message: /stands twice/,
  },
  {
    node: 'LabelEncoder',
    attributes: { keys_int64s: ints(1), values_floats: floats(1, 2) },
    input: { dtype: 'i64', shape: [1] },
    message: /1 keys, 2 values/,
  },
  {
    node: 'LabelEncoder',
    version: 2,
    attributes: { keys_floats: floats(NaN), values_floats: floats(1) },
    message: /NaN key/,
  },
  {
    node: 'LabelEncoder',
    attributes: { keys_strings: strings('a'), values_int64s: ints(1) },
    message: /keys of string/,
  },
  {
    node: 'OneHotEncoder',
    attributes: { cats_int64s: ints(1, 1) },
    input: { dtype: 'i64', shape: [1] },
    message: /stands twice/,
  },
  { node: 'OneHotEncoder', attributes: {}, message: /one of/ },
  { node: 'ZipMap', attributes: { classlabels_int64s: ints(1, 2, 3) }, message: /3 labels/ },
  { node: 'Normalizer', attributes: { norm: text('L3') }, message: /norm L3/ },
  { node: 'Scaler', attributes: { offset: floats(1, 2, 3), scale: floats(1) }, message: /3 of offset/ },
  { node: 'Imputer', attributes: { imputed_value_floats: floats(1, 2, 3) }, message: /3 values/ },
  {
    node: 'LinearClassifier',
    attributes: {
      coefficients: floats(1, 2),
      intercepts: floats(0),
      classlabels_ints: ints(0, 1),
      post_transform: text('LOGISTIC'),
    },
    message: /LOGISTIC of one score/,
  },
  {
    node: 'LinearClassifier',
    attributes: { coefficients: floats(1, 2, 3), intercepts: floats(0, 0), classlabels_ints: ints(0, 1) },
    message: /3 coefficients/,
  },
  {
    node: 'LinearRegressor',
    attributes: { coefficients: floats(1, 2), post_transform: text('CUBE') },
    message: /post_transform CUBE/,
  },
  {
    node: 'SVMClassifier',
    attributes: { ...MACHINE, vectors_per_class: ints() },
    message: /no support vectors/,
  },
  {
    node: 'SVMClassifier',
    attributes: { ...MACHINE, vectors_per_class: ints(1, 2) },
    message: /4 numbers for 3/,
  },
  { node: 'SVMClassifier', attributes: { ...MACHINE, rho: floats(1, 2) }, message: /2 of rho/ },
  { node: 'SVMClassifier', attributes: { ...MACHINE, prob_a: floats(1) }, message: /prob_b/ },
  {
    node: 'SVMClassifier',
    attributes: { ...MACHINE, kernel_type: text('PRECOMPUTED') },
    message: /PRECOMPUTED/,
  },
  {
    node: 'SVMClassifier',
    attributes: { ...MACHINE, kernel_type: text('POLY'), kernel_params: floats(1, 0, 2.5) },
    message: /degree 2.5/,
  },
  {
    node: 'StringNormalizer',
    domain: 'ai.onnx',
    input: TEXTS,
    attributes: { stopwords: strings('the') },
    message: /stopwords/,
  },
  {
    node: 'StringNormalizer',
    domain: 'ai.onnx',
    input: TEXTS,
    attributes: { case_change_action: text('UPPER') },
    message: /UPPER/,
  },
  { node: 'StringSplit', domain: 'ai.onnx', input: TEXTS, attributes: {}, message: /depend on the patient/ },
  {
    node: 'TfIdfVectorizer',
    domain: 'ai.onnx',
    input: TEXTS,
    attributes: { ...GRAMS, pool_strings: strings('a', 'a') },
    message: /stands twice/,
  },
  {
    node: 'TfIdfVectorizer',
    domain: 'ai.onnx',
    input: TEXTS,
    attributes: { ...GRAMS, ngram_indexes: ints(0) },
    message: /1 ngram_indexes/,
  },
  {
    node: 'TfIdfVectorizer',
    domain: 'ai.onnx',
    input: TEXTS,
    attributes: { ...GRAMS, ngram_counts: ints(5) },
    message: /ngram_counts/,
  },
  {
    node: 'TfIdfVectorizer',
    domain: 'ai.onnx',
    input: TEXTS,
    attributes: { ...GRAMS, ngram_indexes: ints(0, 0), mode: text('IDF'), weights: floats(1, 2) },
    message: /two weights/,
  },
  {
    node: 'Tokenizer',
    domain: 'com.microsoft',
    input: TEXTS,
    attributes: { tokenexp: text('(a|b)+') },
    message: /regular expression/,
  },
  {
    node: 'Tokenizer',
    domain: 'com.microsoft',
    input: TEXTS,
    attributes: { tokenexp: text('\\w+'), mark: int(1) },
    message: /mark/,
  },
  {
    node: 'Tokenizer',
    domain: 'com.microsoft',
    input: TEXTS,
    attributes: { separators: strings('ab') },
    message: /regular expression|separator/,
  },
  {
    node: 'CDist',
    domain: 'com.microsoft',
    attributes: { metric: text('cosine') },
    message: /metric cosine/,
  },
  {
    node: 'TextCounts',
    domain: 'org.visite',
    input: TEXTS,
    attributes: { vocabulary: strings('a', 'a') },
    message: /stands twice/,
  },
  {
    node: 'TextCounts',
    domain: 'org.visite',
    input: TEXTS,
    attributes: { vocabulary: strings('a'), token_pattern: text('[^,]+') },
    message: /with spaces/,
  },
  {
    node: 'TextCounts',
    domain: 'org.visite',
    input: TEXTS,
    attributes: { vocabulary: strings('a'), analyzer: text('bytes') },
    message: /analyzer bytes/,
  },
  {
    node: 'PairwiseCoupling',
    domain: 'org.visite',
    input: { dtype: 'f64', shape: [1, 4] },
    attributes: { classes: int(3) },
    message: /pairs of 3 classes/,
  },
];

for (const { node, attributes, message, domain = 'ai.onnx.ml', input = NUMBERS, version } of refusals) {
  void test(`${node} is refused: ${message.source}`, () => {
    assert.throws(
      () =>
        lowerNode({
          domain,
          name: node,
          attributes,
          inputs: [input],
          ...(version === undefined ? {} : { version }),
        }),
      (error: unknown) => {
        assert.ok(error instanceof CompileError, String(error));
        assert.match(error.message, message);
        return true;
      },
    );
  });
}
