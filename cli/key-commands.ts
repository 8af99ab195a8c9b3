import type { Command } from 'commander';

/** Adds what is done with the site key, which seals the log. */
export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('the site key, which the log is sealed with');
  key
    .command('show')
    .description("where the key is, in its file alone or under the operating system's store; never the key")
    .action(async () => (await import('#cli/commands/key.ts')).keyShow());
  key
    .command('copy')
    .description('write a recovery copy, which opens all that is sealed; logged')
    .requiredOption('--out <file>', 'the new file to write')
    .action(async (options) => (await import('#cli/commands/key.ts')).keyCopy(options));
  key
    .command('seal')
    .description("put the key under the operating system's store, in the program that is installed; logged")
    .action(async () => (await import('#cli/commands/key.ts')).keySeal());
}
