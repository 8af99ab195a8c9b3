import type { Command } from 'commander';

/** Adds the commands for authors of models: they need no native addon and no log. */
export function addAuthorCommands(program: Command): void {
  program
    .command('compile <folder>')
    .description(
      'make an unsigned bundle from trained models and what is said of them (docs/model-authors.md)',
    )
    .requiredOption('--out <file>', 'the unsigned bundle to write')
    .option('--overwrite', 'replace it when it exists already')
    .option('--json', 'what was done, as JSON')
    .action(async (folder, options) => (await import('#cli/commands/compile.ts')).compile(folder, options));

  program
    .command('explain <path>')
    .description('what a model folder or a bundle does not state, and clinical use still needs')
    .option('--json', 'the list as JSON')
    .action(async (path, options) => (await import('#cli/commands/explain.ts')).explain(path, options));

  program
    .command('sign <bundle>')
    .description('sign an unsigned bundle')
    .requiredOption('--key <file>', 'private key, PEM: P-256, P-384 or P-521; - reads it from standard input')
    .option('--certificates <file>', 'certificate chain, PEM, leaf first, without the root')
    .requiredOption('--out <file>', 'the signed bundle to write')
    .option('--overwrite', 'replace it when it exists already')
    .option('--json', 'what was done, as JSON')
    .action(async (bundle, options) => (await import('#cli/commands/sign.ts')).sign(bundle, options));
}
