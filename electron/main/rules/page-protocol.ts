import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { protocol, type Session } from 'electron';
import { pageOrigin, pageScheme } from '#electron/main/page-address.ts';
import { pageHeaders } from '#electron/main/rules/page-policy.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
};

interface PageFile {
  readonly status: 200 | 404;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Before the application is ready: our scheme is a standard and secure one. */
export function declarePageScheme(): void {
  const privileges = { standard: true, secure: true, corsEnabled: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

/** Serves the files of one folder, and nothing else, as `visite://app/…` (checklist 18). */
export function servePage(session: Session, folder: string): void {
  if ('handle' in session.protocol) {
    session.protocol.handle(pageScheme, async ({ method, url }) => {
      const { status, type, bytes } = await readPageFile(folder, method, url);
      // safe: a Buffer of readFile is backed by a plain ArrayBuffer
      const body = bytes as Uint8Array<ArrayBuffer>;
      return new Response(body, { status, headers: { ...pageHeaders, 'Content-Type': type } });
    });
    return;
  }
  // before Electron 25
  const older = session.protocol as Electron.Protocol;
  older.registerBufferProtocol(pageScheme, ({ method, url }, answer) => {
    void readPageFile(folder, method, url).then(({ status, type, bytes }) =>
      answer({ statusCode: status, headers: { ...pageHeaders, 'Content-Type': type }, data: bytes }),
    );
  });
}

/** A file of the folder by its address; anything else is not there. */
export async function readPageFile(folder: string, method: string, url: string): Promise<PageFile> {
  const path = method === 'GET' ? toPath(folder, url) : undefined;
  const type = path === undefined ? undefined : types[extname(path)];
  if (path === undefined || type === undefined) return missing;
  try {
    return { status: 200, type, bytes: await readFile(path) };
  } catch {
    return missing;
  }
}

const missing: PageFile = { status: 404, type: 'text/plain; charset=utf-8', bytes: Buffer.alloc(0) };

function toPath(folder: string, url: string): string | undefined {
  let name: string;
  try {
    const { protocol: scheme, host, pathname } = new URL(url);
    if (`${scheme}//${host}` !== pageOrigin) return undefined;
    name = decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
  if (!/^[/A-Za-z0-9._-]+$/.test(name)) return undefined;
  const path = normalize(join(folder, name));
  return path.startsWith(`${folder}${sep}`) ? path : undefined;
}
