import { createInterface } from 'node:readline';
import { toSafeText } from '#cli/terminal.ts';

/** A person at a terminal. One question at a time; nothing is taken for an answer that is none. */
export interface Person {
  /** Says something that needs no answer. */
  tell(lines: readonly string[]): void;
  /** One of the keys, which are told behind the question. An empty answer is none. */
  choose<Key extends string>(question: string, keys: readonly Key[]): Promise<Key>;
  /** A line of text, which may be empty where `orEmpty`. */
  text(question: string, orEmpty?: boolean): Promise<string>;
}

/** The person stopped answering. */
export class StoppedAnswering extends Error {
  override readonly name = 'StoppedAnswering';
  readonly code = 'stopped-answering';
  constructor() {
    super('stopped before all was answered; nothing was written');
  }
}

export interface Conversation {
  readonly person: Person;
  close(): void;
}

/** Asks on two streams; each answer is a line. */
export function converse(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Conversation {
  const lines = createInterface({ input, output, terminal: false });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<string> => {
    output.write(toSafeText(question));
    const answer = await answers.next();
    if (answer.done) throw new StoppedAnswering();
    return answer.value.trim();
  };
  const person: Person = {
    tell: (told) => void output.write(`${told.map(toSafeText).join('\n')}\n`),
    choose: async (question, keys) => {
      for (;;) {
        const answer = (await ask(`${question} [${keys.join('/')}] `)).toLowerCase();
        const key = keys.find((candidate) => candidate === answer);
        if (key !== undefined) return key;
        output.write(`Please answer ${keys.join(' or ')}.\n`);
      }
    },
    text: async (question, orEmpty = false) => {
      for (;;) {
        const answer = await ask(`${question} `);
        if (answer !== '' || orEmpty) return answer;
        output.write('Please write something.\n');
      }
    },
  };
  return { person, close: () => lines.close() };
}

/** y or n. */
export async function isYes(person: Person, question: string): Promise<boolean> {
  return (await person.choose(question, ['y', 'n'])) === 'y';
}

/** One of several by its number, or 0 for none of them; undefined is none. */
export async function pickOne<Item>(
  person: Person,
  question: string,
  items: readonly Item[],
  toText: (item: Item) => string,
  none: string,
): Promise<Item | undefined> {
  person.tell([question, ...items.map((item, at) => `  ${at + 1}  ${toText(item)}`), `  0  ${none}`]);
  const key = await person.choose('Which?', ['0', ...items.map((_, at) => String(at + 1))]);
  return key === '0' ? undefined : items[Number(key) - 1];
}
