import { killAt } from '#test/host/store/kill-at.ts';
import { openOrCreateKey } from '#host/store/open-or-create-key.ts';
import { copySiteKey, sealSiteKey } from '#host/store/sealed-site-key.ts';
import { MemoryStore } from '#test/host/store/memory-store.ts';

/** Does one thing with a key file under a store whose key is given, and is killed at a step of it. */
const [what = '', path = '', storeKey = '', step = ''] = process.argv.slice(2);
const store = new MemoryStore(Buffer.from(storeKey, 'hex'));
killAt(Number(step));
if (what === 'seal') await sealSiteKey(path, store);
else if (what === 'create') await openOrCreateKey(path, { store });
else await copySiteKey(path, `${path}.copy`, store);
