import type { BlockedRequest } from '#core/contract/start-view.ts';

/** How many are kept with their target; all are counted. */
const kept = 100;

/** What this program did not let out since it was started. Never more of an address than scheme and host. */
export class BlockedRequests {
  #count = 0;
  #last: readonly BlockedRequest[] = [];
  readonly #told: (request: BlockedRequest, count: number) => void;

  constructor(told: (request: BlockedRequest, count: number) => void) {
    this.#told = told;
  }

  readonly add = (address: string, what: string): void => {
    const request = { at: new Date().toISOString(), target: toTarget(address), what };
    this.#count += 1;
    this.#last = [request, ...this.#last].slice(0, kept);
    this.#told(request, this.#count);
  };

  get view(): { readonly count: number; readonly last: readonly BlockedRequest[] } {
    return { count: this.#count, last: this.#last };
  }
}

function toTarget(address: string): string {
  try {
    const { protocol, host } = new URL(address);
    return host === '' ? protocol : `${protocol}//${host.slice(0, 253)}`;
  } catch {
    return 'unknown';
  }
}
