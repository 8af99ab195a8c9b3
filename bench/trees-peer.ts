import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { python } from '#bench/python.ts';
import { repository } from '#scripts/run-steps.ts';

/** A Python process that answers one line for each line. */
export type Peer = {
  readonly ask: (command: object) => Promise<unknown>;
  readonly end: () => Promise<void>;
};

export function startPeer(): Peer {
  const child = spawn(python(), [join(repository, 'bench/trees_peer.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    ask: async (command) => {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      const { value } = await lines.next();
      if (typeof value !== 'string') throw new Error('the peer ended');
      const answer: unknown = JSON.parse(value);
      return answer;
    },
    end: async () => {
      child.stdin.end();
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}
