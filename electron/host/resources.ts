import { join } from 'node:path';
import type { DeskResources } from '#host/desk/desk-options.ts';

/** Files of the demonstration and of the log's readers, in the program's own folder. */
export function toResources(assets: string): DeskResources {
  const model = (id: string) => join(assets, 'models', id, `${id}-1.0.0.visite`);
  return {
    demoBundles: [model('colon-adjuvant'), model('colon-adjuvant-bcf')],
    demoAnchors: join(assets, 'models', 'demonstration-publisher'),
    demoExport: join(assets, 'exports', 'colon-epd-export.csv'),
    demoProfile: join(assets, 'exports', 'colon-epd-export.profile.json'),
    verifier: join(assets, 'verifier', 'verify-log.mjs'),
  };
}
