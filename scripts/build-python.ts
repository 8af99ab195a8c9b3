import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join, sep } from 'node:path';
import { rolldown } from 'rolldown';

/** Bundles the compiler for authors into one JavaScript file that the Python package carries, and the licences of what is in it. */
const folder = 'python/src/visite/carried';
mkdirSync(folder, { recursive: true });

const bundle = await rolldown({
  input: 'cli/visite-author.ts',
  platform: 'node',
  resolve: { conditionNames: ['import', 'node', 'default'] },
  external: [/^node:/],
});
const { output } = await bundle.write({
  file: join(folder, 'visite-author.mjs'),
  format: 'esm',
  codeSplitting: false,
  minify: false,
});
await bundle.close();

const modules = output.flatMap((part) => (part.type === 'chunk' ? Object.keys(part.modules) : []));
const imported = output.flatMap((part) =>
  part.type === 'chunk' ? [...part.imports, ...part.dynamicImports] : [],
);
const outside = imported.find((id) => !isBuiltin(id));
if (outside !== undefined)
  throw new Error(`the carried compiler may import nothing but Node's own modules: ${outside}`);
const network = /^(node:)?(dgram|dns|http|http2|https|inspector|net|tls)(\/|$)/;
const reaching = imported.find((id) => network.test(id));
if (reaching !== undefined) throw new Error(`the carried compiler may not reach a network: ${reaching}`);
writeFileSync(
  join(folder, 'LICENSES.txt'),
  ['.', ...[...new Set(modules.flatMap(toPackage))].toSorted()].map(toNotice).join('\n'),
);

/** The folder of the package that a module is of; none for our own. */
function toPackage(id: string): readonly string[] {
  const parts = id.split(sep);
  const at = parts.lastIndexOf('node_modules');
  if (at < 0) return [];
  const scoped = parts[at + 1]?.startsWith('@') === true;
  return [parts.slice(0, at + (scoped ? 3 : 2)).join(sep)];
}

function toNotice(path: string): string {
  const { name, version, license }: Record<string, unknown> = JSON.parse(
    readFileSync(join(path, 'package.json'), 'utf8'),
  );
  const file = readdirSync(path).find((entry) => /^(licen[cs]e|copying)/i.test(entry));
  const isApache = String(license).includes('Apache-2.0');
  if (file === undefined && !isApache) throw new Error(`${path} has no licence file`);
  // The text of Apache-2.0 is the same for everybody, our own included.
  const text = readFileSync(file === undefined ? 'LICENSE' : join(path, file), 'utf8');
  return `${String(name)} ${String(version)} (${String(license)})\n\n${text}`;
}
