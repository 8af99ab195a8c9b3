import { name, signed, unsigned } from '#compiler/assembler/bytes.ts';

/** Modules that are too large to keep: made again whenever they are needed, always the same bytes. */
export const bombs = {
  /** `count` functions in all, those of the contract among them. */
  functions: (count: number) =>
    toModule({ bodies: Array.from({ length: count - 2 }, () => Uint8Array.of(0x0b)) }),
  /** A function whose body has `bytes` bytes. */
  body: (bytes: number) => toModule({ bodies: [filled(bytes - 2, 0x01, [0x0b])] }),
  /** A function of `count` locals. */
  locals: (count: number) =>
    toModule({ bodies: [Uint8Array.of(0x0b)], locals: [...unsigned(1), ...unsigned(count), 0x7c] }),
  /** A function with `depth` blocks inside each other. */
  nesting: (depth: number) =>
    toModule({ bodies: [join([repeated([0x02, 0x40], depth), filled(depth, 0x0b, [0x0b])])] }),
  /** A module of `bytes` bytes, most of them in a custom section that nothing reads. */
  padded: (bytes: number) => {
    const rest = toModule({}).length;
    // an identifier, five bytes of length, a name of one letter
    const content = bytes - rest - 6;
    return toModule({ last: join([[0x00], longLength(content), [1, 0x78], new Uint8Array(content - 2)]) });
  },
  /** `count` types that are all the same. */
  types: (count: number) => toModule({ types: repeated([0x60, 0, 0], count), typeCount: count }),
  /** `count` exports of one function. */
  exports: (count: number) =>
    toModule({
      exportCount: count,
      exports: join(Array.from({ length: count }, (_, at) => [...name(`e${at}`), 0x00, 0x00])),
    }),
  /** `count` globals. */
  globals: (count: number) =>
    toModule({ globals: repeated([0x7f, 0x01, 0x41, 0x00, 0x0b], count), globalCount: count }),
  /** `count` segments of data, each one byte at address 0. */
  segments: (count: number) =>
    toModule({ data: repeated([0x00, 0x41, 0x00, 0x0b, 1, 7], count), dataCount: count }),
  /** A table of `count` entries, all filled. */
  elements: (count: number) => toModule({ elements: count }),
  /** One branch with `count` targets. */
  targets: (count: number) =>
    toModule({
      bodies: [
        join([[0x02, 0x40, 0x41, 0x00, 0x0e], unsigned(count), repeated([0x00], count), [0x00, 0x0b, 0x0b]]),
      ],
    }),
  /** `count` values on the stack at once. */
  stack: (count: number) =>
    toModule({ bodies: [join([repeated([0x41, 0x07], count), repeated([0x1a], count), [0x0b]])] }),
  /** As many locals as are allowed, each changed in a different one of `blocks` conditional blocks. */
  merges: (blocks: number) =>
    toModule({
      locals: [...unsigned(1), ...unsigned(5000), 0x7f],
      bodies: [
        join([
          ...Array.from({ length: blocks }, (_, at) =>
            // if one local, then another into a third
            [
              [0x20, ...unsigned((at * 7) % 5000), 0x04, 0x40],
              [0x20, ...unsigned((at * 11) % 5000), 0x21, ...unsigned((at * 13) % 5000), 0x0b],
            ].flat(),
          ),
          [0x0b],
        ]),
      ],
    }),
  /** `depth` loops inside each other, and as many locals as are allowed changed in the innermost. */
  loops: (depth: number) =>
    toModule({
      locals: [...unsigned(1), ...unsigned(5000), 0x7f],
      bodies: [
        join([
          repeated([0x03, 0x40], depth),
          ...Array.from({ length: 5000 }, (_, at) =>
            [0x20, unsigned(at), 0x41, 0x01, 0x6a, 0x21, unsigned((at * 7) % 5000)].flat(),
          ),
          ...Array.from({ length: depth }, (_, at) => [0x20, ...unsigned(at), 0x0d, 0x00, 0x0b]),
          [0x0b],
        ]),
      ],
    }),
  /** `count` functions of a mebibyte each. */
  code: (count: number) =>
    toModule({
      bodies: Array.from({ length: count }, () =>
        join([repeated([0x41, 0x07, 0x41, 0x09, 0x6c, 0x1a], 174_000), [0x0b]]),
      ),
    }),
} satisfies Record<string, (count: number) => Uint8Array<ArrayBuffer>>;

export type BombName = keyof typeof bombs;

type Bytes = Uint8Array | readonly number[];

interface Parts {
  readonly types?: Bytes;
  readonly typeCount?: number;
  /** Bodies without their locals, of functions without parameters and results. */
  readonly bodies?: readonly Bytes[];
  /** The locals of each of these bodies. */
  readonly locals?: readonly number[];
  readonly globals?: Bytes;
  readonly globalCount?: number;
  readonly exports?: Bytes;
  readonly exportCount?: number;
  readonly elements?: number;
  readonly data?: Bytes;
  readonly dataCount?: number;
  /** A whole section behind all others. */
  readonly last?: Bytes;
}

/** A module of the contract that answers address 1024 to everything, and what `parts` add to it. */
function toModule(parts: Parts): Uint8Array<ArrayBuffer> {
  const { bodies = [], locals = [0], elements } = parts;
  const answer = [...unsigned(6), 0, 0x41, ...signed(1024), 0x0f, 0x0b];
  const contract = join([
    [...name('memory'), 0x02, 0],
    [...name('visite_abi'), 0x03, 0],
    [...name('visite_reserve'), 0x00, 0],
    [...name('visite_predict'), 0x00, 1],
  ]);
  const functions = bodies.map((body) => join([unsigned(locals.length + body.length), locals, body]));
  return join([
    [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    section(1, 2 + (parts.typeCount ?? 0), [0x60, 1, 0x7f, 1, 0x7f], [0x60, 0, 0], parts.types ?? []),
    section(3, 2 + bodies.length, [0, 0], filled(bodies.length, 1)),
    elements === undefined ? [] : section(4, 1, [0x70, 0x00], unsigned(elements)),
    section(5, 1, [1, 1, 1]),
    section(6, 1 + (parts.globalCount ?? 0), [0x7f, 0, 0x41, 1, 0x0b], parts.globals ?? []),
    section(7, 4 + (parts.exportCount ?? 0), contract, parts.exports ?? []),
    elements === undefined
      ? []
      : section(9, 1, [0x00, 0x41, 0x00, 0x0b], unsigned(elements), new Uint8Array(elements)),
    section(10, 2 + bodies.length, answer, answer, ...functions),
    parts.data === undefined ? [] : section(11, parts.dataCount ?? 0, parts.data),
    parts.last ?? [],
  ]);
}

function section(id: number, count: number, ...parts: readonly Bytes[]): Uint8Array {
  const content = join([unsigned(count), ...parts]);
  return join([[id], unsigned(content.length), content]);
}

/** A length in five bytes, so that it has as many whatever it is. */
function longLength(length: number): readonly number[] {
  return [0, 7, 14, 21].map((shift) => ((length >>> shift) & 127) | 128).concat((length >>> 28) & 15);
}

function filled(count: number, byte: number, end: readonly number[] = []): Uint8Array {
  return join([new Uint8Array(count).fill(byte), end]);
}

function repeated(bytes: readonly number[], count: number): Uint8Array {
  const all = new Uint8Array(bytes.length * count);
  for (let at = 0; at < count; at++) all.set(bytes, at * bytes.length);
  return all;
}

function join(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
