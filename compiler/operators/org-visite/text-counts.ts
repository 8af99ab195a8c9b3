import { CompileError } from '#compiler/errors.ts';
import { call, input, map, number } from '#compiler/ir/expressions.ts';
import type { NgramsOp, TokenRule } from '#compiler/ir/ngrams-op.ts';
import { toStrings } from '#compiler/operators/ai-onnx-ml/labels.ts';
import { requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { Operator } from '#compiler/operators/operator.ts';
import { complement, parseTokenPattern, type TokenPattern } from '#compiler/text/token-pattern.ts';

/**
 * scikit-learn's CountVectorizer of one text: f64 [1, words of `vocabulary`]. `analyzer` is `word`, `char` or `char_wb`;
 * n-grams of words are joined by one space in the vocabulary, as scikit-learn joins them. `lowercase`, `binary`,
 * `ngram_range`, `strip_accents` (absent or empty: none), `token_pattern` (of one character class) and `stop_words` as there.
 */
const textCounts: Operator = {
  domain: 'org.visite',
  name: 'TextCounts',
  versions: [1],
  attributes: [
    'analyzer',
    'binary',
    'lowercase',
    'ngram_range',
    'stop_words',
    'strip_accents',
    'token_pattern',
    'vocabulary',
  ],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    const op = ngramsOf(attributes, origin);
    const counts = graph.one(op, [requiredInput(context, 0)], origin);
    if (attributes.get('int', 'binary', 0) === 0) return [counts];
    // NaN stays.
    return [map(graph, call('min', 'f64', input(0), number('f64', 1)), [counts], origin)];
  },
};

type Analyzer = 'word' | 'char' | 'char_wb';

function ngramsOf(attributes: Attributes, origin: string): NgramsOp {
  const analyzer = analyzerOf(attributes, origin);
  const rule = ruleOf(attributes, analyzer, origin);
  const vocabulary = attributes.required('strings', 'vocabulary');
  if (new Set(vocabulary).size !== vocabulary.length) {
    throw new CompileError('format', `${origin}: a word of the vocabulary stands twice`);
  }
  const stopWords = new Set(analyzer === 'word' ? attributes.get('strings', 'stop_words', []) : []);
  const [least = 1, most = 1] = attributes.get('ints', 'ngram_range', [1, 1]);
  const items: string[] = [];
  const place = new Map<string, number>();
  const indexOf = (item: string): number => {
    const index = place.get(item) ?? items.push(item) - 1;
    place.set(item, index);
    return index;
  };
  // An n-gram that cannot come is not counted: its column stays 0, as in scikit-learn.
  const grams = vocabulary.flatMap((gram, column) => {
    const parts = analyzer === 'word' ? gram.split(' ') : Array.from(gram);
    const short = parts.length < least && analyzer !== 'char_wb';
    const can = analyzer !== 'word' || parts.every((part) => isToken(rule, part) && !stopWords.has(part));
    return short || parts.length > most || !can ? [] : [{ items: parts.map(indexOf), column }];
  });
  return {
    kind: 'ngrams',
    tokens: rule,
    items: toStrings([...items, ...stopWords]),
    firstStopItem: items.length,
    maxSkip: 0,
    grams,
    columns: vocabulary.length,
    dtype: 'f64',
  };
}

function analyzerOf(attributes: Attributes, origin: string): Analyzer {
  const name = attributes.get('string', 'analyzer', 'word');
  if (name === 'word' || name === 'char' || name === 'char_wb') return name;
  throw new CompileError('unsupported', `${origin}: analyzer ${name}`);
}

function ruleOf(attributes: Attributes, analyzer: Analyzer, origin: string): TokenRule {
  const lower = attributes.get('int', 'lowercase', 1) !== 0;
  const accents = accentsOf(attributes, origin);
  if (analyzer !== 'word') {
    const pattern = { characters: complement([]), spoilers: [], least: 1, most: 1 } as const;
    return { lower, accents, spaces: analyzer === 'char' ? 'merged' : 'around-words', pattern };
  }
  const text = attributes.get('string', 'token_pattern', '(?u)\\b\\w\\w+\\b');
  const pattern = parseTokenPattern(text, 'python', origin);
  if (within(pattern, ' ')) {
    throw new CompileError('unsupported', `${origin}: tokens with spaces, by ${JSON.stringify(text)}`);
  }
  return { lower, accents, spaces: 'plain', pattern };
}

function accentsOf(attributes: Attributes, origin: string): TokenRule['accents'] {
  const name = attributes.get('string', 'strip_accents', '');
  if (name === '') return 'kept';
  if (name === 'ascii' || name === 'unicode') return name;
  throw new CompileError('unsupported', `${origin}: strip_accents ${name}`);
}

/** A word of this pattern, whole: all its characters belong to tokens, and it is long enough. */
function isToken({ pattern }: TokenRule, part: string): boolean {
  const characters = Array.from(part);
  const long = characters.length >= pattern.least && characters.length <= pattern.most;
  return long && characters.every((character) => within(pattern, character));
}

function within(pattern: TokenPattern, character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return pattern.characters.some(({ first, last }) => code >= first && code <= last);
}

export const visiteTextOperators: readonly Operator[] = [textCounts];
