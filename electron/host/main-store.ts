import type { SystemStore, Unsealed } from '#host/store/system-store.ts';
import type { StoreAnswer, StoreQuestion } from '#electron/main/messages.ts';

/** The operating system's store, through the window's process. */
export class MainStore implements SystemStore {
  readonly #ask: (question: StoreQuestion) => void;
  readonly #open = new Map<number, (answer: StoreAnswer) => void>();
  #next = 1;

  constructor(ask: (question: StoreQuestion) => void) {
    this.#ask = ask;
  }

  async seal(text: string): Promise<Uint8Array | undefined> {
    const answer = await this.#answer((question) => ({ kind: 'seal', question, text }));
    return answer.kind === 'sealed' ? answer.sealed : undefined;
  }

  async unseal(sealed: Uint8Array): Promise<Unsealed> {
    const answer = await this.#answer((question) => ({ kind: 'unseal', question, sealed }));
    return answer.kind === 'unsealed' ? answer.unsealed : { refused: 'no-store' };
  }

  answered(answer: StoreAnswer): void {
    this.#open.get(answer.question)?.(answer);
    this.#open.delete(answer.question);
  }

  #answer(toQuestion: (question: number) => StoreQuestion): Promise<StoreAnswer> {
    return new Promise((resolve) => {
      const question = this.#next++;
      this.#open.set(question, resolve);
      this.#ask(toQuestion(question));
    });
  }
}
