import { CompileError } from '#compiler/errors.ts';
import type { Value } from '#compiler/ir/graph.ts';
import type { TokenRule } from '#compiler/ir/ngrams-op.ts';
import { requiredInput } from '#compiler/operators/ai-onnx-ml/rows.ts';
import type { Attributes } from '#compiler/operators/attributes.ts';
import type { Operator } from '#compiler/operators/operator.ts';
import type { Run } from '#compiler/text/code-points.ts';
import { complement, parseTokenPattern, type TokenPattern } from '#compiler/text/token-pattern.ts';

/** Texts to tokens, where TfIdfVectorizer counts them next; of regular expressions and separators those of one character class. */
export const tokenizer: Operator = {
  domain: 'com.microsoft',
  name: 'Tokenizer',
  versions: [1],
  attributes: ['mark', 'mincharnum', 'pad_value', 'separators', 'tokenexp'],
  lower: (context) => {
    const { graph, attributes, origin } = context;
    if (attributes.get('int', 'mark', 0) !== 0) throw new CompileError('unsupported', `${origin}: mark`);
    const { text, lower } = textOf(requiredInput(context, 0));
    const rule: TokenRule = {
      lower,
      accents: 'kept',
      spaces: 'plain',
      pattern: patternOf(attributes, origin),
    };
    return [graph.one({ kind: 'tokens', rule }, [text], origin)];
  },
};

/** The text before it is lowered, and whether it is. */
function textOf(value: Value): { readonly text: Value; readonly lower: boolean } {
  const { source } = value;
  if (source.kind !== 'node') return { text: value, lower: false };
  const [input] = source.node.inputs;
  if (input === undefined) return { text: value, lower: false };
  if (source.node.op.kind === 'lower-text') return { text: input, lower: true };
  const inner = source.node.op.kind === 'reshape' ? textOf(input) : null;
  return inner?.lower === true ? inner : { text: value, lower: false };
}

const ALL: readonly Run[] = complement([]);

function patternOf(attributes: Attributes, origin: string): TokenPattern {
  const expression = attributes.get('string', 'tokenexp', '');
  const separators = attributes.get('strings', 'separators', []);
  const shortest = attributes.get('int', 'mincharnum', 1);
  if ((expression === '') === (separators.length === 0)) {
    throw new CompileError('format', `${origin}: one of tokenexp and separators is needed`);
  }
  const pattern =
    expression === '' ? between(separators, origin) : parseTokenPattern(expression, 're2', origin);
  if (pattern.most === 1 && shortest > 1) {
    throw new CompileError('unsupported', `${origin}: characters as tokens of ${shortest} characters`);
  }
  return { ...pattern, least: Math.max(pattern.least, shortest) };
}

/** What stands between characters that separate; an empty separator stands between any two. */
function between(separators: readonly string[], origin: string): TokenPattern {
  if (separators.length === 1 && separators[0] === '')
    return { characters: ALL, spoilers: [], least: 1, most: 1 };
  const runs = separators.flatMap((separator) => {
    const literal = [...separator].length === 1 && !'.^$*+?()[]{}|\\'.includes(separator);
    const pattern = parseTokenPattern(literal ? `[${separator}]` : toClass(separator), 're2', origin);
    if (pattern.most !== 1)
      throw new CompileError('unsupported', `${origin}: the separator ${JSON.stringify(separator)}`);
    return pattern.characters;
  });
  return { characters: complement(runs), spoilers: [], least: 1, most: Infinity };
}

/** An escaped character as a class; anything else as it is. */
function toClass(separator: string): string {
  return /^\\[^a-zA-Z0-9]$|^\\[ntrf]$/.test(separator) ? `[${separator}]` : separator;
}

export const microsoftTextOperators: readonly Operator[] = [tokenizer];
