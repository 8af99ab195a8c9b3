import { toStrategies, type CompileReport, type GraphReport } from '#compiler/report.ts';
import type { MadeBundle } from '#cli/authoring/make-bundle.ts';

/** Lines of a list that are shown; the rest is counted. */
const shownLines = 8;

/** What was compiled, for a terminal. */
export function toReportLines(report: CompileReport | GraphReport): string[] {
  const size = `module: ${report.moduleBytes} bytes, ${report.memoryBytes} bytes of memory`;
  return [...toStrategies(report).map(({ part, description }) => `${part}: ${description}`), size];
}

/** A bundle that was made, for a terminal: strategy, sizes, time, and how far each output is from the original. */
export function toMadeLines(made: MadeBundle): string[] {
  const { bundle, report, sourceBytes, compileMs, differences, notStated } = made;
  const { golden, manifest } = bundle;
  const worst = differences.toSorted((a, b) => b.difference - a.difference);
  const width = Math.max(...differences.map(({ output }) => output.length));
  return [
    `${manifest.id}@${manifest.version} compiled, not signed`,
    ...toStrategies(report).map(
      ({ part, description }, at, all) =>
        `  ${(part === all[at - 1]?.part ? '' : part).padEnd(9)} ${description}`,
    ),
    `  module    ${toBytesText(report.moduleBytes)} from ${toBytesText(sourceBytes)} in ${Math.round(compileMs)} ms; ${toBytesText(report.memoryBytes)} of memory, at most ${manifest.requests.fuelPerRow} fuel a row`,
    `  golden    ${golden.patients.length} ${golden.provenance ?? ''} patients in every order and block size: within ${golden.tolerance.absolute} + ${golden.tolerance.relative} · |original| of ${golden.original.library} ${golden.original.version}`.replace(
      '  patients',
      ' patients',
    ),
    ...worst
      .slice(0, shownLines)
      .map(({ output, difference, relative, patient }) =>
        difference === 0
          ? `            ${output.padEnd(width)}  equal`
          : `            ${output.padEnd(width)}  off by at most ${difference.toExponential(1)} (${relative.toExponential(1)} of it), ${patient}`,
      ),
    ...toRest(worst.length - shownLines, 'outputs, no farther off'),
    ...toNotStatedLines(notStated),
  ];
}

/** What a human still has to state, a few by name. */
export function toNotStatedLines(notStated: readonly string[]): string[] {
  if (notStated.length === 0) return [];
  return [
    `  missing   ${notStated.length} things are not stated, so this is for research and demonstration only:`,
    ...notStated.slice(0, shownLines).map((what) => `            ${what}`),
    ...toRest(notStated.length - shownLines, 'things (visite explain lists them all)'),
  ];
}

export function toBytesText(bytes: number): string {
  if (bytes < 10_000) return `${bytes} bytes`;
  return bytes < 10_000_000 ? `${Math.round(bytes / 1000)} kB` : `${Math.round(bytes / 1_000_000)} MB`;
}

function toRest(count: number, what: string): string[] {
  return count > 0 ? [`            and ${count} more ${what}`] : [];
}
