import type { Command } from 'commander';

/** Adds what decides on this computer whom is trusted and which models run. */
export function addSiteCommands(program: Command): void {
  const trust = program.command('trust').description('whom this computer trusts, by a signed trust file');
  trust
    .command('init <file>')
    .description('pin the first trust file of this computer')
    .option('--root <sha256>', 'digest of its first root, as it was told another way')
    .action(async (file, options) => (await import('#cli/commands/trust.ts')).trustInit(file, options));
  trust
    .command('import <file>')
    .description('take the next trust file')
    .action(async (file) => (await import('#cli/commands/trust.ts')).trustImport(file));
  trust
    .command('show')
    .description('what is pinned, and until when it lasts')
    .action(async () => (await import('#cli/commands/trust.ts')).trustShow());
  trust
    .command('sign <file>')
    .description('one signature under a root or a list, or under one that others have signed')
    .requiredOption('--key <file>', 'private key, PEM: P-256, P-384 or P-521; - reads it from standard input')
    .requiredOption('--out <file>', 'the signed part to write')
    .option('--overwrite', 'replace it when it exists already')
    .action(async (file, options) => (await import('#cli/commands/trust-make.ts')).trustSign(file, options));
  trust
    .command('make')
    .description('put signed roots and a signed list together, once they verify')
    .requiredOption('--root <file...>', 'signed roots, in the order of their versions')
    .requiredOption('--list <file>', 'the signed list')
    .requiredOption('--out <file>', 'the trust file to write')
    .option('--overwrite', 'replace it when it exists already')
    .action(async (options) => (await import('#cli/commands/trust-make.ts')).trustMake(options));

  const model = program.command('model').description('the models that are installed on this computer');
  model
    .command('install <bundle>')
    .description('verify a bundle, replay its golden patients and install it beside other versions')
    .option('--release <file>', 'a release of this bundle that was made elsewhere')
    .option('--allow-older', 'install a lower version than one that was installed before; logged')
    .action(async (file, options) => (await import('#cli/commands/model.ts')).modelInstall(file, options));
  model
    .command('list')
    .description('every installed version, and whether it runs')
    .action(async () => (await import('#cli/commands/model.ts')).modelList());
  model
    .command('compare <before> <after>')
    .description('what changed between two versions, each an installed id@version or a bundle file')
    .option('--json', 'the result as JSON')
    .action(async (before, after, options) =>
      (await import('#cli/commands/model-compare.ts')).modelCompare(before, after, options),
    );
  model
    .command('release <name>')
    .description("release an installed id@version with the key of one of the hospital's people")
    .requiredOption('--key <file>', 'private key of the person, PEM')
    .action(async (name, options) => (await import('#cli/commands/model.ts')).modelRelease(name, options));
  model
    .command('withdraw <name>')
    .description('stop an installed id@version until it is released anew')
    .requiredOption('--reason <text>', 'one line, kept in the log')
    .action(async (name, options) => (await import('#cli/commands/model.ts')).modelWithdraw(name, options));
  model
    .command('rollback <id>')
    .description('withdraw the highest released version where a lower one is released')
    .requiredOption('--reason <text>', 'one line, kept in the log')
    .action(async (id, options) => (await import('#cli/commands/model.ts')).modelRollback(id, options));
}
