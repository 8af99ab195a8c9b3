import type { AttackCase } from '#test/attack/attack-case.ts';
import {
  allWays,
  guarded,
  runModule,
  ways,
  writeLeakyDependencies,
} from '#test/host/silence/network-ways.ts';
import { plantedLeaks, watchFlow, watchLeak } from '#test/cli/silence/watched-flow.ts';
import type { Watched } from '#test/cli/silence/watch-network.ts';

function toText({ runs, packets }: Watched): string {
  const failed = runs.find(({ status }) => status !== 0);
  if (failed !== undefined) return `${failed.argv.slice(2).join(' ')} failed: ${failed.err}`;
  const calls = runs.flatMap((run) => run.calls);
  return `${calls.length} network calls, ${packets.length} packets`;
}

/** D31, D32, D34 of the command line; D33 to D44 are of the desktop application. */
export const silenceCases: readonly AttackCase[] = [
  {
    id: 'D31',
    attack: 'the whole flow under strace, in a namespace with a capture (D32)',
    expected: '0 network calls, 0 packets',
    run: (folder) => toText(watchFlow(folder)),
  },
  ...plantedLeaks.map(([name, code]): AttackCase => {
    const run = (folder: string) => {
      const { runs, packets } = watchLeak(folder, code);
      const isFound = runs.some(({ calls }) => calls.length > 0) && packets.length > 0;
      return isFound ? 'found in the calls and in the packets' : 'not found';
    };
    return {
      id: 'D32',
      attack: `a planted leak: ${name}`,
      expected: 'found in the calls and in the packets',
      run,
    };
  }),
  {
    id: 'D34',
    attack: "Node's ways to the network, in a process of ours, and by dependencies",
    expected: `${ways.length} of ${ways.length} closed`,
    run: (folder) => {
      writeLeakyDependencies(folder);
      const { stdout } = runModule(folder, guarded + allWays);
      const closed = stdout.split('\n').filter((line) => line.includes('network-forbidden: '));
      return `${closed.length} of ${ways.length} closed`;
    },
  },
];
