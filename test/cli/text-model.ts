import { create } from '@bufbuild/protobuf';
import { toConstant } from '#compiler/ir/tensor.ts';
import {
  AttributeProto_AttributeType,
  AttributeProtoSchema,
  type AttributeProto,
} from '#compiler/readers/onnx/onnx-pb.ts';
import type { Description } from '#cli/authoring/description/description.ts';
import { makeModel, makeNode } from '#test/compiler/readers/onnx/make-model.ts';

const words = ['fever', 'pain', 'rash'];
const weights = [1.5, -0.25, 2];

/** Counts of three words in a note and an age → a probability, a dose, and one of three classes. */
export function toTextModel(): Uint8Array {
  return makeModel(
    {
      inputs: {
        note: { dtype: 'string', shape: [null, 1] },
        age: { dtype: 'f64', shape: [null, 1] },
      },
      constants: {
        weights: toConstant('f64', [3, 1], weights),
        slope: toConstant('f64', [], [0.5]),
      },
      nodes: [
        makeNode(
          'TextCounts',
          ['note'],
          ['counts'],
          {},
          {
            domain: 'org.visite',
            attribute: [
              ...makeNode('', [], [], {
                lowercase: 1n,
                binary: 0n,
                analyzer: 'word',
                ngram_range: [1n, 1n],
                token_pattern: String.raw`(?u)\b\w\w+\b`,
              }).attribute,
              toStrings('vocabulary', words),
            ],
          },
        ),
        makeNode('MatMul', ['counts', 'weights'], ['score']),
        makeNode('Sigmoid', ['score'], ['urgent']),
        makeNode('Mul', ['age', 'slope'], ['dose']),
      ],
      outputs: ['urgent', 'dose', 'counts'],
    },
    {
      opsetImport: [
        { domain: '', version: 21n },
        { domain: 'org.visite', version: 1n },
      ],
    },
  );
}

function toStrings(name: string, texts: readonly string[]): AttributeProto {
  return create(AttributeProtoSchema, {
    name,
    type: AttributeProto_AttributeType.STRINGS,
    strings: texts.map((text) => new TextEncoder().encode(text)),
  });
}

/** What it gives for so many of each word. */
export function toExpected(
  counts: readonly number[],
  age: number,
): [urgent: number, dose: number, subtype: number] {
  const score = counts.reduce((sum, count, at) => sum + count * (weights[at] ?? 0), 0);
  return [1 / (1 + Math.exp(-score)), age / 2, counts.indexOf(Math.max(...counts))];
}

const patients: readonly (readonly [note: string, counts: readonly number[], age: number])[] = [
  ['Fever and a rash', [1, 0, 1], 40],
  ['pain, PAIN and fever', [1, 2, 0], 71],
  ['nothing of note', [0, 0, 0], 25.5],
  ['rash — rash…\nrash', [0, 0, 3], 60],
];

export function toTextDescription(): Description {
  return {
    format: 1,
    id: 'triage',
    version: '0.1.0',
    date: '2026-11-24',
    publisher: 'https://example.org/models',
    languages: ['en'],
    inputs: [
      { name: 'note', type: 'text', maxBytes: 60 },
      {
        name: 'age',
        type: 'number',
        unit: 'a',
        development: { min: 18, max: 90 },
        limits: { min: 0, max: 120 },
      },
    ],
    arms: [{ name: 'all' }],
    outcomes: [
      { name: 'urgent', kind: 'probability', direction: 'lower-is-better' },
      { name: 'dose', kind: 'value', direction: 'lower-is-better', unit: 'mg' },
      {
        name: 'subtype',
        kind: 'class',
        categories: [{ name: 'feverish' }, { name: 'painful' }, { name: 'itching' }],
      },
    ],
    models: [
      {
        file: 'model.onnx',
        format: 'onnx',
        inputs: { note: [{ input: 'note' }], age: [{ input: 'age' }] },
      },
    ],
    outputs: [
      { outcome: 'urgent', output: 'urgent', response: 'event' },
      { outcome: 'dose', output: 'dose', response: 'value' },
      { outcome: 'subtype', output: 'counts', response: 'class' },
    ],
    source: { format: 'onnx', library: 'by hand', versions: { formula: '1' } },
    golden: {
      library: 'the formula in TypeScript',
      version: '1',
      tolerance: { absolute: 1e-12, relative: 0 },
      provenance: 'synthetic',
      patients: patients.map(([note, counts, age], at) => ({
        name: `patient-${at + 1}`,
        inputs: { note, age },
        original: toExpected(counts, age),
      })),
    },
  };
}
