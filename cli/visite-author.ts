import { Command } from 'commander';
import { forbidNetwork } from '#host/silence/forbid-network.ts';
import { addAuthorCommands } from '#cli/author-commands.ts';
import { runProgram } from '#cli/run-program.ts';

forbidNetwork();

/** The command line of authors alone, which the Python package carries as one file. It loads no native addon. */
const program = new Command('visite-author')
  .description('Makes bundles of trained models. Nothing leaves this computer.')
  .showHelpAfterError('(visite-author --help lists the commands)')
  .exitOverride();

addAuthorCommands(program);

program
  .command('check <bundle>')
  .description('replay the golden patients of a bundle in this engine; its signature is not checked')
  .option('--json', 'the result as JSON')
  .action(async (bundle, options) => (await import('#cli/commands/check.ts')).check(bundle, options));

program
  .command('inspect <bundle>')
  .description('print what a bundle says of itself; its signature is not checked')
  .option('--json', 'the same as JSON')
  .action(async (bundle, options) =>
    (await import('#cli/commands/inspect-file.ts')).inspectFile(bundle, options),
  );

program
  .command('predict <bundle>')
  .description(
    'rows on standard input through the module of a bundle, as JSON; for comparing it with its original',
  )
  .option('--json', 'as always')
  .action(async (bundle) => (await import('#cli/commands/predict.ts')).predict(bundle));

await runProgram(program, { json: process.argv.includes('--json') });
