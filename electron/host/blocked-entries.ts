import type { Draft } from '#core/audit/draft.ts';
import type { BlockedRequest } from '#core/contract/start-view.ts';

/** So long requests are gathered into one entry for each kind and target: a page in a loop fills no log. */
const gatherMs = 1_000;

/** Requests that were not let out, as entries of the log. */
export class BlockedEntries {
  readonly #append: (drafts: readonly Draft[]) => Promise<unknown>;
  readonly #gathered = new Map<string, { readonly request: BlockedRequest; count: number }>();
  #timer: NodeJS.Timeout | undefined;

  constructor(append: (drafts: readonly Draft[]) => Promise<unknown>) {
    this.#append = append;
  }

  add(request: BlockedRequest): void {
    const key = `${request.what} ${request.target}`;
    const known = this.#gathered.get(key);
    if (known === undefined) this.#gathered.set(key, { request, count: 1 });
    else known.count += 1;
    this.#timer ??= setTimeout(() => void this.close(), gatherMs);
  }

  /** Writes what was gathered. Where the log cannot be written, nothing is shown either: calls say so. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const drafts = [...this.#gathered.values()].map(toDraft);
    this.#gathered.clear();
    if (drafts.length > 0) await this.#append(drafts).catch(() => undefined);
  }
}

function toDraft({ request, count }: { readonly request: BlockedRequest; readonly count: number }): Draft {
  return { type: 'request-blocked', kind: toCode(request.what), count, text: request.target };
}

/** Chromium's own word for what was asked for, such as `subFrame` or `font-src`, as a code of the log. */
function toCode(what: string): string {
  const code = what
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '')
    .join('-')
    .replace(/^[^a-z]+/, '');
  return code === '' || code.length > 64 ? 'other' : code;
}
