import { development } from '#electron/main/development.ts';

/** Our own protocol: the page has no other origin than this one (`file:` would be the whole disk). */
export const pageScheme = 'visite';
export const pageOrigin = `${pageScheme}://app`;

export const pageAddress = `${development?.origin ?? pageOrigin}/index.html`;
