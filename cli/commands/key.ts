import { join } from 'node:path';
import { dataFolder } from '#host/files/data-folder.ts';
import { keepKeyCopied, wasKeyCopied } from '#host/store/key-copied.ts';
import { openKeptKey } from '#host/store/open-or-create-key.ts';
import { copySiteKey, sealSiteKey } from '#host/store/sealed-site-key.ts';
import { SiteKeyError } from '#host/store/site-key-error.ts';
import { readSiteKey } from '#host/store/site-key-file.ts';
import type { SiteKey } from '#host/store/site-key.ts';
import type { AuditLog } from '#host/store/audit-log.ts';
import { keyKeeping } from '#cli/key-keeping.ts';
import { openCommandLog } from '#cli/open-log.ts';

/** `visite key show`: where the key is, and whether this program opens it. */
export async function keyShow(): Promise<void> {
  const path = toPath();
  const found = readSiteKey(path);
  if (found.form === 'plain') found.secret.fill(0);
  const id = found.form === 'plain' ? found.key.id : found.id;
  process.stdout.write(
    `file ${path}\nid   ${id}\nform ${formTexts[found.form]}\ncopy ${wasKeyCopied(path, id) ? 'a recovery copy was written' : 'no recovery copy was written: visite key copy --out FILE'}\n`,
  );
  if (found.form === 'plain') return;
  await openKeptKey(path, { store: keyKeeping().store });
  process.stdout.write('the store opens it\n');
}

const formTexts = {
  plain: 'as it is, in a file that only this account reads',
  sealed: "under the operating system's store",
} as const;

/** `visite key copy --out FILE`: the key in plain form, to be kept in a safe. */
export async function keyCopy({ out }: { readonly out: string }): Promise<void> {
  await withLog(async (path, key, log) => {
    // The log first: who has the copy reads all that is sealed.
    log.append([{ type: 'site-key-copied', key: key.id }]);
    await copySiteKey(path, out, keyKeeping().store);
    keepKeyCopied(path, key.id);
  });
  process.stdout.write(
    `${out}: the recovery copy. It opens all that is sealed: keep it in a safe, away from this computer\n`,
  );
}

/** `visite key seal`: puts the key under the operating system's store, where this program has a way to it. */
export async function keySeal(): Promise<void> {
  const { store } = keyKeeping();
  if (store === undefined) {
    throw new SiteKeyError(
      'key-store-missing',
      toPath(),
      "this command line has no way to the operating system's store; run the visite that is installed",
    );
  }
  const done = await withLog(async (path, key, log) => {
    const sealed = await sealSiteKey(path, store);
    if (sealed) log.append([{ type: 'site-key-sealed', key: key.id }]);
    return sealed;
  });
  process.stdout.write(
    `${toPath()}: ${done ? 'now' : 'already'} under the operating system's store\n` +
      (done ? 'without a recovery copy it is lost with this account: visite key copy --out FILE\n' : ''),
  );
}

/** Whatever the policy asks of the key: this is how it is met. @throws SiteKeyError, LogError */
async function withLog<Value>(
  work: (path: string, key: SiteKey, log: AuditLog) => Promise<Value>,
): Promise<Value> {
  const path = toPath();
  const { key } = await openKeptKey(path, { store: keyKeeping().store });
  const { log, close } = await openCommandLog({}, key);
  try {
    return await work(path, key, log);
  } finally {
    await close();
  }
}

function toPath(): string {
  return join(dataFolder(), 'site.key');
}
