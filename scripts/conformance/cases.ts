import { readFileSync } from 'node:fs';
import { elementsOf, ELEMENT_BYTES, viewData, type Constant, type DType } from '#compiler/ir/tensor.ts';

/** A value of a test case as `write-cases.py` wrote it: a tensor, or what is none here. */
export type CaseValue = Constant | { readonly other: string };

/** One backend test case of ONNX. */
export type Case = {
  readonly name: string;
  readonly kind: string;
  readonly rtol: number;
  readonly atol: number;
  /** Why it is not in scope; empty where it is. */
  readonly outside: readonly string[];
  /** All operators of the model, as `domain:name`. */
  readonly operators: readonly string[];
  /** `null`: to be downloaded, so it is not run. */
  readonly model: Uint8Array | null;
  readonly sets: readonly {
    readonly inputs: readonly CaseValue[];
    readonly outputs: readonly CaseValue[];
  }[];
};

export type Suite = { readonly onnx: string; readonly cases: readonly Case[] };

type RawValue =
  | { readonly other: string }
  | { readonly dtype: Exclude<DType, 'string'>; readonly shape: readonly number[]; readonly data: string }
  | { readonly dtype: 'string'; readonly shape: readonly number[]; readonly strings: readonly string[] };
type RawCase = Omit<Case, 'model' | 'sets'> & {
  readonly model: string | null;
  readonly sets: readonly {
    readonly inputs: readonly RawValue[];
    readonly outputs: readonly RawValue[];
  }[];
};

/** The file that `write-cases.py` wrote. */
export function readSuite(path: string): Suite {
  const [head = '{}', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  // The file is this project's own, written by the script beside this one.
  const { onnx } = JSON.parse(head) as { readonly onnx: string };
  return { onnx, cases: lines.map((line) => toCase(JSON.parse(line) as RawCase)) };
}

function toCase(raw: RawCase): Case {
  return {
    ...raw,
    model: raw.model === null ? null : bytesOf(raw.model),
    sets: raw.sets.map(({ inputs, outputs }) => ({
      inputs: inputs.map(toValue),
      outputs: outputs.map(toValue),
    })),
  };
}

function toValue(raw: RawValue): CaseValue {
  if ('other' in raw) return raw;
  const { dtype, shape } = raw;
  if (raw.dtype === 'string') return { dtype, shape, data: raw.strings };
  const bytes = bytesOf(raw.data);
  if (bytes.length !== elementsOf(shape) * ELEMENT_BYTES[dtype]) throw new RangeError(`bytes of ${dtype}`);
  return { dtype, shape, data: viewData(raw.dtype, bytes.buffer, 0, elementsOf(shape)) };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(base64, 'base64'));
}
