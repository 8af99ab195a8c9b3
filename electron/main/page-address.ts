import { buildFacts } from '#electron/start/build-facts.ts';

/** Our own protocol: the page has no other origin than this one (`file:` would be the whole disk). */
export const pageScheme = 'visite';
export const pageOrigin = `${pageScheme}://app`;

/** Where the page is served while it is developed, with its changes; never in a build. */
export const developmentOrigin = buildFacts.development ? process.env['ELECTRON_RENDERER_URL'] : undefined;

export const pageAddress = `${developmentOrigin ?? pageOrigin}/index.html`;
