import type { MessagePortMain } from 'electron';

/**
 * A program of the host (`runner-process`, `sheets-process`) speaks through `process.send` and hears `message`, as a
 * process that Node forked. Here both go through the port that the window's process gives, to the host and nobody else.
 * What is said before it is there waits.
 */
export function takePort(): void {
  let port: MessagePortMain | undefined;
  let waiting: unknown[] = [];
  process.send = (message: unknown) => {
    if (port === undefined) waiting.push(message);
    else port.postMessage(message);
    return true;
  };
  process.parentPort.once('message', ({ ports: [given] }) => {
    if (given === undefined) return;
    port = given;
    given.on('message', ({ data }) => process.emit('message', data, undefined));
    given.on('close', () => process.exit(0));
    given.start();
    for (const message of waiting) given.postMessage(message);
    waiting = [];
  });
}
