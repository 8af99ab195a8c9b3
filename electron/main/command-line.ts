import { app } from 'electron';
import { useAssets } from '#cli/assets-folder.ts';
import { useKeyKeeping } from '#cli/key-keeping.ts';
import { runProgram } from '#cli/run-program.ts';
import { visiteProgram } from '#cli/visite-program.ts';
import { readPolicy, toKeyRule } from '#host/desk/settings/read-policy.ts';
import { startProcessesBy } from '#host/runner/start-process.ts';
import { policyFile } from '#electron/host/policy-file.ts';
import { ProgramProcesses } from '#electron/host/program-processes.ts';
import { ChildProcesses } from '#electron/main/child-processes.ts';
import type { ToHost } from '#electron/main/messages.ts';
import type { Places } from '#electron/main/places.ts';
import { systemStore } from '#electron/main/system-store.ts';
import { useOwnAddon } from '#electron/start/use-own-addon.ts';

/** Runs the command line in this process: no window, no page; models and workbooks in processes of their own as ever. */
export async function runCommandLine(words: readonly string[], { addon, assets }: Places): Promise<void> {
  useOwnAddon(addon);
  useAssets(assets);
  await app.whenReady();
  const children: ChildProcesses = new ChildProcesses(addon, (message, ports) => tell(message, ports));
  const programs = new ProgramProcesses((message) => {
    if (message.kind === 'run') children.run(message.process, message.program);
    else if (message.kind === 'kill') children.kill(message.process);
  });
  const tell = (message: ToHost, [port]: Electron.MessagePortMain[]) => {
    if (message.kind === 'started' && port !== undefined)
      programs.started(message.process, message.pid, port);
    else if (message.kind === 'ended') programs.ended(message.process, message.code);
  };
  startProcessesBy(programs.start);
  useKeyKeeping({ store: systemStore, rule: toKeyRule(readPolicy(policyFile())) });
  // as commander takes an Electron's: behind the program, and behind the folder of an application that is not packaged
  process.argv = [process.execPath, ...(process.defaultApp ? [app.getAppPath()] : []), ...words];
  await runProgram(visiteProgram(), { json: words.includes('--json') });
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise((done) => stream.write('', done))),
  );
  children.close();
  app.exit(Number(process.exitCode ?? 0));
}
