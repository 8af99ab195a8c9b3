import { BundleError } from '#core/bundle/bundle-error.ts';
import { parseJsonStrict } from '#core/bundle/parse-json-strict.ts';
import { z } from 'zod';
import { CompileError } from '#compiler/errors.ts';
import type { Graph, Value } from '#compiler/ir/graph.ts';
import type { TensorType } from '#compiler/ir/tensor.ts';
import { buildCompetingRisks } from '#compiler/readers/coefficients/competing-risks.ts';
import { buildCox } from '#compiler/readers/coefficients/cox.ts';
import {
  buildGeneralizedLinear,
  buildMultinomial,
} from '#compiler/readers/coefficients/generalized-linear.ts';
import { CoefficientsFile } from '#compiler/readers/coefficients/schema.ts';
import type { Reader } from '#compiler/readers/reader.ts';

/**
 * A regression by its coefficients (docs/formats/coefficients.md), all in float64. The input `input` [1, features] is a
 * row of the features in their order; a Cox model with strata has `stratum` [1] besides.
 */
export const readCoefficients: Reader = (bytes) => {
  const file = parse(bytes);
  if (new Set(file.features).size !== file.features.length) {
    throw new CompileError('format', 'features: a name stands twice');
  }
  const inputs: { name: string; type: TensorType }[] = [
    { name: 'input', type: { dtype: 'f64', shape: [1, file.features.length] } },
  ];
  if (hasStrata(file)) inputs.push({ name: 'stratum', type: { dtype: 'f64', shape: [1] } });
  return {
    description: describe(file),
    inputs,
    outputs: outputsOf(file),
    build: (graph, values) => build(graph, values, file),
  };
};

function build(
  graph: Graph,
  values: ReadonlyMap<string, Value>,
  file: CoefficientsFile,
): ReadonlyMap<string, Value> {
  const features = values.get('input');
  if (features === undefined) throw new RangeError('no input');
  switch (file.kind) {
    case 'generalized-linear':
      return buildGeneralizedLinear(graph, features, file);
    case 'multinomial':
      return buildMultinomial(graph, features, file);
    case 'cox':
      return buildCox(graph, features, values.get('stratum'), file);
    case 'competing-risks':
      return buildCompetingRisks(graph, features, file);
    default:
      return file satisfies never;
  }
}

function outputsOf(file: CoefficientsFile): readonly string[] {
  switch (file.kind) {
    case 'generalized-linear':
      return ['mean', 'linear'];
    case 'multinomial':
      return ['probabilities', 'linear'];
    case 'cox':
      return ['survival', 'linear'];
    case 'competing-risks':
      return [...file.causes.map(({ name }) => `incidence-${name}`), 'event-free'];
    default:
      return file satisfies never;
  }
}

function describe(file: CoefficientsFile): string {
  const of = `${file.features.length} features`;
  switch (file.kind) {
    case 'generalized-linear':
      return `generalized linear model, link ${file.link}, ${of}`;
    case 'multinomial':
      return `multinomial logistic regression, ${file.classes.length} classes, ${of}`;
    case 'cox':
      return `Cox model, ${of}${hasStrata(file) ? `, ${file.strata?.length} strata` : ''}`;
    case 'competing-risks':
      return `cause-specific Cox models, ${file.causes.length} causes, ${file.times.length} times, ${of}`;
    default:
      return file satisfies never;
  }
}

function hasStrata(file: CoefficientsFile): boolean {
  return file.kind === 'cox' && file.strata !== undefined;
}

/** What other files have and this format has not, by the name of the field. */
const refused: Readonly<Record<string, string>> = {
  offset: 'an offset',
  exposure: 'an exposure, which is an offset',
  weights: 'weights',
  frailty: 'frailties',
  'time-varying': 'coefficients that vary with time',
};

function parse(bytes: Uint8Array): CoefficientsFile {
  const json = parseJson(bytes);
  if (typeof json !== 'object' || json === null || !('kind' in json)) {
    throw new CompileError('format', 'coefficients: expected an object with a kind');
  }
  for (const [field, what] of Object.entries(refused)) {
    if (field in json)
      throw new CompileError('unsupported', `coefficients: ${what} is not reproduced (${field})`);
  }
  const schema = CoefficientsFile.options.find((option) => option.shape.kind.value === json.kind);
  if (schema === undefined) {
    const kinds = CoefficientsFile.options.map((option) => option.shape.kind.value).join(', ');
    throw new CompileError(
      'format',
      `coefficients: expected a kind of ${kinds}, got ${JSON.stringify(json.kind)}`,
    );
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new CompileError('format', `coefficients: ${z.prettifyError(parsed.error)}`);
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return parseJsonStrict(bytes, 'coefficients');
  } catch (error) {
    if (error instanceof BundleError) throw new CompileError('format', error.message);
    throw error;
  }
}
