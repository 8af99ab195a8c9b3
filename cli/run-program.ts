import { CommanderError, type Command } from 'commander';
import { exitCode } from '#cli/exit-code.ts';
import { toReport } from '#cli/report-error.ts';
import { toSafeText } from '#cli/terminal.ts';

/** Runs a command line and says what went wrong; with `json` a refusal is one JSON object on standard output. */
export async function runProgram(program: Command, { json }: { readonly json: boolean }): Promise<void> {
  // A reader that has seen enough, such as `head`, closes the pipe; the work goes on to its end.
  process.stdout.on('error', ignoreClosedPipe);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      // commander has printed its message; help and version are no errors
      process.exitCode = error.exitCode === 0 ? exitCode.done : exitCode.usage;
      return;
    }
    const report = toReport(error);
    process.exitCode = report.exitCode;
    if (json) {
      const { code = 'error', message, hint } = report;
      const refusal = {
        code,
        message: message ?? report.lines.join('\n'),
        ...(hint === undefined ? {} : { hint }),
      };
      process.stdout.write(`${JSON.stringify({ error: refusal })}\n`);
      return;
    }
    for (const line of report.lines) process.stderr.write(`visite: ${toSafeText(line)}\n`);
    if (report.hint !== undefined) process.stderr.write(`hint: ${toSafeText(report.hint)}\n`);
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
