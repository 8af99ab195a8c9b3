import fc from 'fast-check';
import type { Advice } from '#core/advice/advise.ts';
import type { Reason, Remark } from '#core/advice/reason.ts';
import type { Draft } from '#core/audit/draft.ts';

const name = fc.constantFrom('age', 'nodes', 'differ', 'lev5fu', 'observation');
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1e21, 5e-324, 0.1, -1.5, 123456789.125),
);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const value = fc.oneof(number, text);

export const anyReason: fc.Arbitrary<Reason> = fc.oneof(
  fc.record({ code: fc.constant('outside-population' as const), input: name, value, text: name }),
  fc.record({
    code: fc.constant('outside-limits' as const),
    input: name,
    value: number,
    min: number,
    max: number,
  }),
  fc.record({ code: fc.constant('input-missing' as const), input: name }),
  fc.record({
    code: fc.constant('output-invalid' as const),
    output: name,
    value: fc.constantFrom('NaN', 'Infinity', '1.5'),
    fault: fc.constantFrom('not-a-number' as const, 'infinite' as const, 'out-of-range' as const),
  }),
  fc.constant({ code: 'no-decision-rule' as const }),
);

export const anyRemark: fc.Arbitrary<Remark> = fc.oneof(
  fc.record({
    code: fc.constant('outside-development-range' as const),
    input: name,
    value: number,
    min: number,
    max: number,
  }),
  fc.record({ code: fc.constant('imputed' as const), input: name, value }),
  fc.record({ code: fc.constant('left-missing' as const), input: name }),
  fc.record({ code: fc.constant('duplicate-patient' as const), line: fc.integer({ min: 1 }) }),
);

export const anyAdvice: fc.Arbitrary<Advice> = fc.oneof(
  fc.record({ state: fc.constant('favours' as const), arm: name, over: name, probability: number }),
  fc.record({ state: fc.constant('uncertain' as const), probability: number }),
  fc.record({
    state: fc.constant('no-recommendation' as const),
    reasons: fc.array(anyReason, { minLength: 1, maxLength: 4 }),
    estimates: fc.constantFrom('shown' as const, 'withheld' as const),
  }),
);

const inputs = 3;
const outputs = 2;
const anyNumber = fc.oneof(fc.double(), fc.constantFrom(0, -0, NaN, Infinity));

/** A row of a run as it comes to the log: a patient with three inputs and two outputs, or a refused row. */
export const anyRowDraft: fc.Arbitrary<Draft> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('inference' as const),
      run: fc.constant('run-1'),
      line: fc.integer({ min: 1 }),
      patient: text,
      inputs: fc.array(anyNumber, { minLength: inputs, maxLength: inputs }),
      outputs: fc.option(fc.float64Array({ minLength: outputs, maxLength: outputs })),
      advice: anyAdvice,
      remarks: fc.array(anyRemark, { maxLength: 3 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('row-refused' as const),
      run: fc.constant('run-1'),
      line: fc.integer({ min: 1 }),
      problems: fc.uniqueArray(fc.constantFrom('too-few-cells', 'code-unknown', 'date-form'), {
        minLength: 1,
      }),
    }),
  },
);
