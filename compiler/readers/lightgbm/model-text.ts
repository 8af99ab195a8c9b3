import { CompileError } from '#compiler/errors.ts';

/** Lines `key=value` of one part of a LightGBM model. */
export class Section {
  readonly #entries: ReadonlyMap<string, string>;
  readonly where: string;

  constructor(entries: ReadonlyMap<string, string>, where: string) {
    this.#entries = entries;
    this.where = where;
  }

  has(name: string): boolean {
    return this.#entries.has(name);
  }

  text(name: string): string {
    const text = this.#entries.get(name);
    if (text === undefined) throw new CompileError('format', `${this.where}: ${name} is missing`);
    return text;
  }

  /** Thresholds: as `numbers`, and `inf`. */
  thresholds(name: string, length: number): readonly number[] {
    return this.numbers(name, length, true);
  }

  numbers(name: string, length: number, infinite = false): readonly number[] {
    const text = this.text(name);
    const parts = text === '' ? [] : text.split(' ');
    if (parts.length !== length)
      throw new CompileError(
        'format',
        `${this.where}: ${name} has ${parts.length} entries, expected ${length}`,
      );
    return parts.map((part) => {
      if (infinite && part === 'inf') return Infinity;
      if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(part))
        throw new CompileError('format', `${this.where}: ${name} holds ${JSON.stringify(part.slice(0, 40))}`);
      return Number(part);
    });
  }

  integers(name: string, length: number): readonly number[] {
    const numbers = this.numbers(name, length);
    const bad = numbers.find((number) => !Number.isInteger(number));
    if (bad !== undefined) throw new CompileError('format', `${this.where}: ${name} holds ${bad}`);
    return numbers;
  }

  count(name: string): number {
    const [number = -1] = this.integers(name, 1);
    if (number < 0 || number > 0x7fffffff)
      throw new CompileError('format', `${this.where}: ${name} is ${number}`);
    return number;
  }
}

/** The header and the trees of a model as `save_model` writes it; what follows `end of trees` is not part of it. */
export function parseModelText(bytes: Uint8Array): {
  readonly header: Section;
  readonly trees: readonly Section[];
} {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CompileError('format', 'LightGBM: not UTF-8');
  }
  const lines = text.split(/\r?\n/);
  if (lines[0] !== 'tree') throw new CompileError('format', 'LightGBM: the first line is not "tree"');
  const end = lines.indexOf('end of trees');
  if (end < 0) throw new CompileError('format', 'LightGBM: "end of trees" is missing');
  const sections: Section[] = [];
  let entries = new Map<string, string>();
  let where = 'LightGBM header';
  for (const line of lines.slice(1, end)) {
    if (line === '') continue;
    const [key = '', ...rest] = line.split('=');
    if (key === 'Tree') {
      sections.push(new Section(entries, where));
      if (rest.join('=') !== String(sections.length - 1))
        throw new CompileError('format', `LightGBM: ${line} follows ${where}`);
      entries = new Map();
      where = `LightGBM tree ${sections.length - 1}`;
      continue;
    }
    if (entries.has(key)) throw new CompileError('format', `${where}: ${key} twice`);
    entries.set(key, rest.join('='));
  }
  sections.push(new Section(entries, where));
  const [header, ...trees] = sections;
  if (header === undefined) throw new CompileError('format', 'LightGBM: no header');
  return { header, trees };
}
