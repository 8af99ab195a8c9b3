import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { NgramsOp, TokenRule } from '#compiler/ir/ngrams-op.ts';
import { toFloats, toInts, toStrings } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { asType, requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { LowerContext, Operator } from '#compiler/operators/operator.ts';

const domain = 'ai.onnx';

/**
 * Lower case for texts that become tokens next. Stop words are compared with whole texts here, as ONNX has it; since such
 * a text would count as empty, they are refused where that could be seen (TfIdfVectorizer has the check).
 */
const stringNormalizer: Operator = {
  domain,
  name: 'StringNormalizer',
  versions: [10],
  attributes: ['case_change_action', 'is_case_sensitive', 'locale', 'stopwords'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = requiredInput(context, 0);
    const action = attributes.get('string', 'case_change_action', 'NONE');
    if (attributes.get('strings', 'stopwords', []).length > 0) {
      throw new CompileError(
        'unsupported',
        `${origin}: stopwords, which ONNX compares with whole texts, not with their words`,
      );
    }
    switch (action) {
      case 'NONE':
        return [x];
      case 'LOWER':
        return [graph.one({ kind: 'lower-text' }, [x], origin)];
      default:
        throw new CompileError('unsupported', `${origin}: case_change_action ${action}`);
    }
  },
};

/** Counts of n-grams of elements, or of the tokens of one text. Weights belong to n-grams, as ONNX says. */
const tfIdfVectorizer: Operator = {
  domain,
  name: 'TfIdfVectorizer',
  versions: [9],
  attributes: [
    'max_gram_length',
    'max_skip_count',
    'min_gram_length',
    'mode',
    'ngram_counts',
    'ngram_indexes',
    'pool_int64s',
    'pool_strings',
    'weights',
  ],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const x = requiredInput(context, 0);
    const tokens = tokensOf(x);
    const op = ngramsOf(attributes, tokens?.rule ?? null, origin);
    const elements = x.type.dtype === 'i32' ? asType(graph, x, 'i64', origin) : x;
    const counts = graph.one(op, [tokens?.text ?? elements], origin);
    const weighted = weigh(context, counts, op.columns);
    if (tokens === null || x.type.shape.length !== 1) return [weighted];
    return [graph.one({ kind: 'reshape', shape: [op.columns] }, [weighted], origin)];
  },
};

/** The text whose tokens these are, `null` where they are no tokens. */
function tokensOf({ source }: Value): { readonly text: Value; readonly rule: TokenRule } | null {
  if (source.kind !== 'node') return null;
  const { op, inputs } = source.node;
  const [first] = inputs;
  if (first === undefined) return null;
  if (op.kind === 'tokens') return { text: first, rule: op.rule };
  return op.kind === 'reshape' ? tokensOf(first) : null;
}

function ngramsOf(attributes: Attributes, tokens: TokenRule | null, origin: string): NgramsOp {
  const strings = attributes.get('strings', 'pool_strings', []);
  const ints = attributes.get('ints', 'pool_int64s', []);
  if (strings.length > 0 === ints.length > 0) {
    throw new CompileError('format', `${origin}: one of pool_strings and pool_int64s is needed`);
  }
  const pool: readonly (string | number)[] = strings.length > 0 ? strings : ints;
  const distinct = [...new Set(pool)];
  const place = new Map(distinct.map((item, i) => [item, i]));
  const starts = attributes.required('ints', 'ngram_counts');
  const indexes = attributes.required('ints', 'ngram_indexes');
  const [least, most] = [
    attributes.required('int', 'min_gram_length'),
    attributes.required('int', 'max_gram_length'),
  ];
  const all = starts.flatMap((start, i) => {
    const length = i + 1;
    const end = starts[i + 1] ?? pool.length;
    if (start < 0 || end < start || end > pool.length || (end - start) % length !== 0) {
      throw new CompileError(
        'format',
        `${origin}: ngram_counts [${starts.join(',')}] of ${pool.length} items`,
      );
    }
    return Array.from({ length: (end - start) / length }, (_, g) =>
      pool.slice(start + g * length, start + (g + 1) * length).map((item) => place.get(item) ?? 0),
    );
  });
  if (all.length !== indexes.length || indexes.some((index) => index < 0) || indexes.length === 0) {
    throw new CompileError('format', `${origin}: ${indexes.length} ngram_indexes for ${all.length} n-grams`);
  }
  const counted = all.map((items, g) => ({ items, column: indexes[g] ?? 0 }));
  if (new Set(all.map((items) => items.join())).size !== all.length) {
    throw new CompileError('format', `${origin}: an n-gram stands twice`);
  }
  return {
    kind: 'ngrams',
    tokens,
    items: strings.length > 0 ? toStrings(distinct.map(String)) : toInts(distinct.map(Number)),
    firstStopItem: distinct.length,
    maxSkip: attributes.required('int', 'max_skip_count'),
    grams: counted.filter(({ items }) => items.length >= least && items.length <= most),
    columns: indexes.reduce((largest, index) => Math.max(largest, index + 1), 0),
    dtype: 'f32',
  };
}

function weigh({ graph, attributes, origin }: LowerContext, counts: Value, columns: number): Value {
  const mode = attributes.required('string', 'mode');
  if (mode === 'TF') return counts;
  if (mode !== 'IDF' && mode !== 'TFIDF') throw new CompileError('unsupported', `${origin}: mode ${mode}`);
  const inputs = [counts, graph.constant(toFloats(columnWeights(attributes, columns, origin)))];
  if (mode === 'TFIDF') return map(graph, call('mul', 'f32', input(0), input(1)), inputs, origin);
  const found = call('lt', 'bool', number('f32', 0), input(0));
  // A count of NaN stays, so that a text that cannot be read is no text without words.
  const other = call('mul', 'f32', input(0), number('f32', 0));
  return map(graph, call('where', 'f32', found, input(1), other), inputs, origin);
}

/** The weight of each column's n-gram; n-grams of one column have the same. */
function columnWeights(attributes: Attributes, columns: number, origin: string): number[] {
  const indexes = attributes.required('ints', 'ngram_indexes');
  const weights = attributes.get('floats', 'weights', Array<number>(indexes.length).fill(1));
  const found = Array<number | null>(columns).fill(null);
  if (weights.length !== indexes.length) {
    throw new CompileError('format', `${origin}: ${weights.length} weights for ${indexes.length} n-grams`);
  }
  indexes.forEach((column, g) => {
    const weight = weights[g] ?? 0;
    if ((found[column] ?? weight) !== weight) {
      throw new CompileError('unsupported', `${origin}: two weights for column ${column}`);
    }
    found[column] = weight;
  });
  return found.map((weight) => weight ?? 0);
}

/** Operators whose result is a text or whose size depends on one: nothing here takes that. */
function refused(name: string, versions: readonly number[], attributes: readonly string[]): Operator {
  return {
    domain,
    name,
    versions,
    attributes,
    lower: ({ origin }) => {
      throw new CompileError('unsupported', `${origin}: makes texts that depend on the patient`);
    },
  };
}

export const texts: readonly Operator[] = [
  stringNormalizer,
  tfIdfVectorizer,
  refused('StringSplit', [20], ['delimiter', 'maxsplit']),
  refused('StringConcat', [20], []),
];
