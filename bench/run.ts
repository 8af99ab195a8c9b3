import type { BenchRow } from '#bench/bench-row.ts';
import { writeBenchTable } from '#bench/write-bench-table.ts';

const benches: Readonly<
  Record<string, () => Promise<{ readonly bench: () => Promise<readonly BenchRow[]> }>>
> = {
  bart: () => import('#bench/bart.ts'),
  desk: () => import('#bench/desk.ts'),
  desktop: () => import('#bench/desktop.ts'),
  import: () => import('#bench/import.ts'),
  log: () => import('#bench/log.ts'),
  models: () => import('#bench/models.ts'),
  score: () => import('#bench/score.ts'),
  trees: () => import('#bench/trees.ts'),
};

const [name = '', ...flags] = process.argv.slice(2);
const load = benches[name];
if (load === undefined) {
  console.error(`bench: expected one of ${Object.keys(benches).join(', ')}, got ${name || 'nothing'}`);
  process.exit(2);
}
const rows = await (await load()).bench();
console.log(flags.includes('--json') ? JSON.stringify(rows) : toTable(rows));
if (flags.includes('--write')) writeBenchTable(name, toTable(rows));

function toTable(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ case: name, unit, ours, peers, ratio, goal, reached, difference }) => [
    name,
    unit,
    toFigure(ours),
    Object.entries<number>(peers)
      .map(([peer, value]) => `${peer} ${toFigure(value)}`)
      .join(', '),
    Number.isFinite(ratio) ? toFigure(ratio) : '',
    goal,
    reached === undefined ? '' : reached ? 'yes' : '**no**',
    difference,
  ]);
  return [
    ['case', 'unit', 'ours', 'peers', 'ratio', 'goal', 'reached', 'difference'],
    Array.from({ length: 8 }, () => '---'),
    ...lines,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function toFigure(value: number): string {
  return Number(value.toPrecision(3)).toString();
}
