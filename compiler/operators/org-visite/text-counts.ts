import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { NgramsOp, TokenRule } from '#compiler/ir/ngrams-op.ts';
import { toStrings } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { Operator } from '#compiler/operators/operator.ts';
import { complement, parseTokenPattern } from '#compiler/text/token-pattern.ts';

/**
 * scikit-learn's CountVectorizer of one text: f64 [1, words of `vocabulary`]. `analyzer` is `word` or `char`; n-grams of words
 * are joined by one space in the vocabulary, as scikit-learn joins them. `lowercase`, `binary`, `ngram_range`,
 * `token_pattern` (of one character class) and `stop_words` as there.
 */
const textCounts: Operator = {
  domain: 'org.visite',
  name: 'TextCounts',
  versions: [1],
  attributes: ['analyzer', 'binary', 'lowercase', 'ngram_range', 'stop_words', 'token_pattern', 'vocabulary'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const op = ngramsOf(attributes, origin);
    const counts = graph.one(op, [requiredInput(context, 0)], origin);
    if (attributes.get('int', 'binary', 0) === 0) return [counts];
    // NaN stays.
    return [map(graph, call('min', 'f64', input(0), number('f64', 1)), [counts], origin)];
  },
};

function ngramsOf(attributes: Attributes, origin: string): NgramsOp {
  const analyzer = attributes.get('string', 'analyzer', 'word');
  if (analyzer !== 'word' && analyzer !== 'char') {
    throw new CompileError('unsupported', `${origin}: analyzer ${analyzer}`);
  }
  const words = analyzer === 'word';
  const [least = 1, most = 1] = attributes.get('ints', 'ngram_range', [1, 1]);
  const rule = ruleOf(attributes, words, origin);
  const items: string[] = [];
  const place = new Map<string, number>();
  const indexOf = (item: string): number => {
    const index = place.get(item) ?? items.push(item) - 1;
    place.set(item, index);
    return index;
  };
  const vocabulary = attributes.required('strings', 'vocabulary');
  if (new Set(vocabulary).size !== vocabulary.length) {
    throw new CompileError('format', `${origin}: a word of the vocabulary stands twice`);
  }
  const grams = vocabulary.map((gram, column) => {
    const parts = words ? gram.split(' ') : [...gram];
    if (parts.includes('') || (words && parts.some((part) => !isToken(rule, part)))) {
      throw new CompileError('unsupported', `${origin}: ${JSON.stringify(gram)} is no n-gram of tokens`);
    }
    return { items: parts.map(indexOf), column };
  });
  const stop = words ? attributes.get('strings', 'stop_words', []).filter((word) => !place.has(word)) : [];
  const stopped = attributes.get('strings', 'stop_words', []).filter((word) => place.has(word));
  if (words && stopped.length > 0) {
    throw new CompileError(
      'format',
      `${origin}: the stop word ${JSON.stringify(stopped[0])} is in the vocabulary`,
    );
  }
  return {
    kind: 'ngrams',
    tokens: rule,
    items: toStrings([...items, ...new Set(stop)]),
    firstStopItem: items.length,
    maxSkip: 0,
    grams: grams.filter((gram) => gram.items.length >= least && gram.items.length <= most),
    columns: vocabulary.length,
    dtype: 'f64',
  };
}

function ruleOf(attributes: Attributes, words: boolean, origin: string): TokenRule {
  const lower = attributes.get('int', 'lowercase', 1) !== 0;
  if (!words) {
    const pattern = { characters: complement([]), least: 1, most: 1 } as const;
    return { lower, mergeSpaces: true, pattern };
  }
  const text = attributes.get('string', 'token_pattern', '(?u)\\b\\w\\w+\\b');
  return { lower, mergeSpaces: false, pattern: parseTokenPattern(text, 'python', origin) };
}

/** A word between spaces is one token: all its characters belong to tokens, the space does not. */
function isToken({ pattern }: TokenRule, part: string): boolean {
  const within = (character: string): boolean => {
    const code = character.codePointAt(0) ?? 0;
    return pattern.characters.some(({ first, last }) => code >= first && code <= last);
  };
  const characters = [...part];
  const long = characters.length >= pattern.least && characters.length <= pattern.most;
  return long && characters.every(within) && !within(' ');
}

export const visiteTextOperators: readonly Operator[] = [textCounts];
