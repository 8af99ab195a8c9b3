import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What only a build of `npm run dev` holds: where its page comes from, and what Vite puts into one. */
const traces = [
  'ELECTRON_RENDERER_URL',
  'ws://',
  'unsafe-eval',
  '@vite/client',
  'import.meta.hot',
  '$RefreshReg$',
] as const;

/** Finds them in the built processes and the built page below a folder, each as `file: trace`. */
export function findDevelopmentTraces(out: string): readonly string[] {
  const built = ['main', 'preload', 'renderer'].filter((part) => existsSync(join(out, part)));
  return built.flatMap((part) =>
    readdirSync(join(out, part), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(c?js|html|css)$/.test(name))
      .flatMap((name) => {
        const text = readFileSync(join(out, part, name), 'utf8');
        return traces.filter((trace) => text.includes(trace)).map((trace) => `${part}/${name}: ${trace}`);
      }),
  );
}
