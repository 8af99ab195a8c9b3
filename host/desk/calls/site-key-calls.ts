import type { Handlers } from '#host/desk/calls/handlers.ts';
import { toStartView } from '#host/desk/to-start-view.ts';

export const siteKeyCalls = {
  'site-key-seal': async (desk) => {
    const { id } = desk.key;
    if (await desk.siteKey.seal()) await desk.log.append([{ type: 'site-key-sealed', key: id }]);
    return toStartView(desk);
  },
  'site-key-copy': async (desk, { file }) => {
    const path = desk.options.files.resolve(file, 'key-copy');
    // The log first: who has the copy reads all that is sealed.
    await desk.log.append([{ type: 'site-key-copied', key: desk.key.id }]);
    await desk.siteKey.copy(path);
    return toStartView(desk);
  },
} satisfies Partial<Handlers>;
