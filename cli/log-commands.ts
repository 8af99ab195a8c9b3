import type { Command } from 'commander';

/** Adds what is done with the log itself. */
export function addLogCommands(program: Command): void {
  const log = program.command('log').description('the append-only log');
  const withPlace = (command: Command): Command =>
    command
      .option('--log <folder>', 'where the log stands (default: log in the data folder)')
      .option('--key <file>', 'the site key (default: site.key in the data folder)')
      .option('--demo', 'mark the entries of this command as of the demonstration');

  withPlace(log.command('verify'))
    .description('check every entry; names the first bad one; with the site key, logged')
    .option('--head <size:root>', 'a head noted earlier, such as a run prints: finds entries cut off the end')
    .option('--checkpoint <file>', 'a signed checkpoint kept earlier, as log checkpoint writes')
    .option('--verifier <key>', 'the key it was signed with, name+id+key, as it was told another way')
    .action(async (options) => (await import('#cli/commands/log-verify.ts')).logVerify(options));
  withPlace(log.command('show'))
    .description('the entries that are looked for; that they were shown is logged')
    .option('--patient <number>', "one patient's, by the number of the record")
    .option('--account <name>', "one account's")
    .option('--model <id>', "one model's: id, or id@version")
    .option('--run <run>', 'of one run')
    .option('--type <type>', 'of one type, such as inference')
    .option('--since <time>', 'from this day or time on, UTC')
    .option('--until <time>', 'to the end of this day or time, UTC')
    .option('--form <form>', 'text, jsonl, csv, or fhir (AuditEvent of R4)', 'text')
    .option('--out <file>', 'the file to write (default: the terminal)')
    .action(async (options) => (await import('#cli/commands/log-show.ts')).logShow(options));
  withPlace(log.command('export'))
    .description('write the whole log with its proofs and a program that checks them, into a new folder')
    .requiredOption('--out <folder>', 'the folder to make')
    .action(async (options) => (await import('#cli/commands/log-export.ts')).logExport(options));
  withPlace(log.command('checkpoint'))
    .description('the head of the log as a signed note, to be kept where nobody changes it')
    .option('--out <file>', 'the file to write (default: the terminal)')
    .action(async (options) => (await import('#cli/commands/log-checkpoint.ts')).logCheckpoint(options));
  log
    .command('anchor [folder]')
    .description('the folder outside of this computer that gets each checkpoint, such as a share')
    .option('--none', 'no anchor any more')
    .action(async (folder, options) =>
      (await import('#cli/commands/log-anchor.ts')).logAnchor(folder, options),
    );
  withPlace(log.command('retain'))
    .description('sealed content older than a stated age: count it, or delete it; hashes stay')
    .requiredOption('--years <n>', 'what is older than this, at least 5 years')
    .option('--delete', 'delete it, and log that')
    .action(async (options) => (await import('#cli/commands/log-retain.ts')).logRetain(options));
  withPlace(log.command('replace'))
    .description('begin a new log where the old one was set back and cannot be restored; keeps the old one')
    .requiredOption('--reason <text>', 'one line, kept in the new log')
    .action(async (options) => (await import('#cli/commands/log-replace.ts')).logReplace(options));
}
