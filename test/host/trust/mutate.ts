import type { Random } from '#test/host/trust/random.ts';

/** Changes an attacker without the key may make: bytes, JSON, base64 inside JSON, parts of other signatures, files. */

export type Files = ReadonlyMap<string, Uint8Array>;

export interface Signed {
  readonly files: Files;
  readonly signature: Uint8Array;
}

/** One random change, or two in one case of four; `donors` are other signatures to take parts of. */
export function mutate(random: Random, from: Signed, donors: readonly Signed[]): Signed {
  const once = random.pick([mutateText, mutateJson, mutateEncoded, mutateStatement, splice, mutateFiles])(
    random,
    from,
    donors,
  );
  return random.below(4) === 0 ? mutate(random, once, donors) : once;
}

/** One random change of bytes: a bit, a byte, something more, less, twice, moved or cut. */
export function mutateBytes(random: Random, bytes: Uint8Array): Uint8Array {
  const at = random.below(bytes.length + 1);
  const to = Math.min(bytes.length, at + 1 + random.below(16));
  const [head, middle, tail] = [bytes.subarray(0, at), bytes.subarray(at, to), bytes.subarray(to)];
  const noise = Uint8Array.from({ length: 1 + random.below(4) }, () => random.below(256));
  const flipped = middle.map((byte, index) => (index === 0 ? byte ^ (1 << random.below(8)) : byte));
  const syntax = new Uint8Array(
    Buffer.from(random.pick(['"', ',', '{', '}', '[]', ' ', '\n', '\\', '\0', '=', 'A'])),
  );
  return new Uint8Array(
    Buffer.concat(
      random.pick([
        [head, flipped, tail],
        [head, noise, tail],
        [head, noise, middle, tail],
        [head, syntax, middle, tail],
        [head, tail],
        [head, middle, middle, tail],
        [tail, middle, head],
        [head],
      ]),
    ),
  );
}

/** One random change inside the JSON of a text, or of its bytes. */
export function mutateJsonText(random: Random, text: string): Uint8Array {
  const json = parseOrUndefined(text);
  if (random.below(4) === 0) return mutateBytes(random, Buffer.from(text));
  changePlace(random, json);
  return new Uint8Array(Buffer.from(JSON.stringify(json)));
}

function mutateText(random: Random, { files, signature }: Signed): Signed {
  return { files, signature: mutateBytes(random, signature) };
}

function mutateFiles(random: Random, { files, signature }: Signed): Signed {
  const changed = new Map(files);
  const names = [...files.keys()];
  if (names.length === 0) return { files, signature };
  const [one, other] = [random.pick(names), random.pick(names)];
  const bytes = files.get(one) ?? new Uint8Array();
  random.pick([
    () => changed.set(one, mutateBytes(random, bytes)),
    () => changed.delete(one),
    () => changed.set(`${one}${random.pick(['.bak', '/x', ' ', '.', '\u200b'])}`, bytes),
    () => changed.set(random.pick(['.git/x', '.github/x', 'model.sig', 'Model.sig', '../x', '']), bytes),
    () => changed.set(one, files.get(other) ?? bytes).set(other, bytes),
    () => changed.delete(one) && changed.set(one.toUpperCase(), bytes),
  ])();
  return { files: changed, signature };
}

/** A place in parsed JSON: the object or list that holds it, and its key there. */
interface Place {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  readonly path: string;
}

function mutateJson(random: Random, from: Signed): Signed {
  return withJson(from, (json) => changePlace(random, json));
}

/** The signed statement changed inside, without signing it again. */
function mutateStatement(random: Random, from: Signed): Signed {
  return withJson(from, (json) => {
    const place = placesOf(json).find(({ key }) => key === 'payload');
    const payload = place?.holder['payload'];
    if (place === undefined || typeof payload !== 'string') return;
    const statement = parseOrUndefined(Buffer.from(payload, 'base64').toString());
    if (typeof statement !== 'object' || statement === null) return;
    changePlace(random, statement);
    place.holder['payload'] = Buffer.from(JSON.stringify(statement, null, random.pick([0, 2]))).toString(
      'base64',
    );
  });
}

/** Bytes behind base64 changed: payload, signature, certificates. */
function mutateEncoded(random: Random, from: Signed): Signed {
  return withJson(from, (json) => {
    const places = placesOf(json).filter(({ key }) => ['payload', 'sig', 'rawBytes'].includes(key));
    if (places.length === 0) return;
    const { holder, key } = random.pick(places);
    const text = String(holder[key]);
    holder[key] = random.pick([
      () => Buffer.from(mutateBytes(random, Buffer.from(text, 'base64'))).toString('base64'),
      () => Buffer.from(mutateBytes(random, Buffer.from(text))).toString('latin1'),
      () => text.replace(/=+$/, ''),
      () => Buffer.from(text, 'base64').toString('base64url'),
      () => `${text}\n`,
    ])();
  });
}

/** A part of another signature in the same place, or in another place of the same name. */
function splice(random: Random, from: Signed, donors: readonly Signed[]): Signed {
  const donor = parseOrUndefined(Buffer.from(random.pick(donors).signature).toString());
  const whole = { files: from.files, signature: random.pick(donors).signature };
  if (random.below(8) === 0) return whole;
  return withJson(from, (json) => {
    const sources = placesOf(donor);
    const places = placesOf(json);
    if (places.length === 0) return;
    const { holder, key, path } = random.pick(places);
    const fitting = sources.filter((source) =>
      random.below(2) === 0 ? source.path === path : source.key === key,
    );
    if (fitting.length === 0) return;
    const source = random.pick(fitting);
    holder[key] = source.holder[source.key];
  });
}

function changePlace(random: Random, json: unknown): void {
  const places = placesOf(json);
  if (places.length === 0) return;
  const { holder, key } = random.pick(places);
  const other = random.pick(places);
  const value = holder[key];
  random.pick([
    () => (Array.isArray(holder) ? holder.splice(Number(key), 1) : Reflect.deleteProperty(holder, key)),
    () =>
      (holder[key] = random.pick<unknown>([
        null,
        true,
        false,
        0,
        -1,
        1e21,
        '',
        'x',
        [],
        {},
        [[]],
        { sha256: '' },
      ])),
    () => (holder[key] = structuredClone(other.holder[other.key])),
    () => (holder[key] = [value, value]),
    () => (holder[key] = [value]),
    () =>
      Array.isArray(holder)
        ? holder.push(value)
        : (holder[random.pick(['extra', 'hint', 'constructor', 'sig'])] = value),
    () => (Array.isArray(holder) ? holder.reverse() : (holder[key] = value)),
    () => (holder[key] = typeof value === 'string' ? mutateString(random, value) : value),
  ])();
}

function mutateString(random: Random, text: string): string {
  return random.pick([
    () => text.toUpperCase(),
    () => `${text} `,
    () => text.slice(1),
    () => text.split('').reverse().join(''),
    () => Buffer.from(mutateBytes(random, Buffer.from(text))).toString(),
    () => text.normalize('NFD'),
    () => `../${text}`,
  ])();
}

function withJson({ files, signature }: Signed, change: (json: unknown) => void): Signed {
  const json = parseOrUndefined(Buffer.from(signature).toString());
  if (json === undefined) return { files, signature };
  change(json);
  return { files, signature: new Uint8Array(Buffer.from(JSON.stringify(json))) };
}

function parseOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function placesOf(json: unknown, path = ''): readonly Place[] {
  if (typeof json !== 'object' || json === null) return [];
  // Objects and lists are both changed by key here.
  const holder = json as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [
    { holder, key, path: `${path}/${key}` },
    ...placesOf(holder[key], `${path}/${key}`),
  ]);
}
