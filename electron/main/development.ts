/** Written by the build (electron.vite.config.ts): true in what `npm run dev` builds, and nowhere else. */
declare const __VISITE_DEVELOPMENT__: boolean;

/** Where the page comes from while it is developed. What is shipped has nothing of this file but `undefined`. */
export interface Development {
  /** Of Vite's server on this machine. */
  readonly origin: string;
  /** Whether an address is of that server, or of its socket that tells of changes. */
  readonly isOwn: (address: string) => boolean;
  /** What Chromium's resolver leaves alone. */
  readonly hostRule: string;
  /** What goes past the proxy that does not exist. */
  readonly proxyBypass: string;
}

export const development: Development | undefined = __VISITE_DEVELOPMENT__
  ? toDevelopment(process.env['ELECTRON_RENDERER_URL'])
  : undefined;

function toDevelopment(address: string | undefined): Development | undefined {
  if (address === undefined) return undefined;
  const { origin, host, hostname } = new URL(address);
  if (hostname !== '127.0.0.1') throw new Error(`a page is developed on this machine alone: ${hostname}`);
  return {
    origin,
    isOwn: (asked) => asked.startsWith(`${origin}/`) || asked.startsWith(`ws://${host}/`),
    hostRule: `EXCLUDE ${hostname}`,
    proxyBypass: host,
  };
}
