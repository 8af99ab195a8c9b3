/**
 * A program of the host (`runner-process`, `sheets-process`) speaks through `process.send` and hears `message`, as a
 * process that Node forked. Here both go through the port that the window's process gives, to the host and nobody else.
 */
export function takePort(): void {
  process.parentPort.once('message', ({ ports: [port] }) => {
    if (port === undefined) return;
    process.send = (message: unknown) => {
      port.postMessage(message);
      return true;
    };
    port.on('message', ({ data }) => process.emit('message', data, undefined));
    port.on('close', () => process.exit(0));
    port.start();
  });
}
