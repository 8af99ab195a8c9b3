import { contentSecurityPolicy, pageHeaders } from '#electron/main/rules/page-policy.ts';

/**
 * The headers of the page while it is developed, from Vite's server: those that are shipped, and besides them what Vite itself
 * puts into the page, known by a number of this start, and its socket. Only electron.vite.config.ts asks for it.
 * @param host of the server, with its port
 */
export function toDevelopmentHeaders(host: string, nonce: string): Readonly<Record<string, string>> {
  const policy = Object.entries({
    'script-src': `'nonce-${nonce}'`,
    'style-src': `'nonce-${nonce}'`,
    'connect-src': `ws://${host}`,
  }).reduce((text, [name, more]) => widen(text, name, more), contentSecurityPolicy);
  return { ...pageHeaders, 'Content-Security-Policy': policy };
}

function widen(policy: string, name: string, more: string): string {
  return policy
    .split('; ')
    .map((directive) =>
      directive.startsWith(`${name} `) ? `${directive.replace(" 'none'", '')} ${more}` : directive,
    )
    .join('; ');
}
