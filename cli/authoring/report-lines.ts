import type { CompileReport } from '#compiler/report.ts';

/** What was compiled, for a terminal. */
export function toReportLines({ kind, draws, moduleBytes, memoryBytes, forests }: CompileReport): string[] {
  return [
    `strategy: ${kind}, ${draws} posterior draws`,
    ...forests.map(
      ({ trees, pieces, rows, lanes, piecesByConditions }, at) =>
        `forest ${at}: ${trees} trees in ${pieces} pieces over ${rows} rows, lanes are ${lanes}; ` +
        `pieces by conditions: ${piecesByConditions.map((count, conditions) => `${conditions}: ${count ?? 0}`).join(', ')}`,
    ),
    `module: ${moduleBytes} bytes, ${memoryBytes} bytes of memory`,
  ];
}
