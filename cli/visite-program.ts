import { Command } from 'commander';
import { addKeyCommands } from '#cli/key-commands.ts';
import { addLogCommands } from '#cli/log-commands.ts';
import { addSiteCommands } from '#cli/site-commands.ts';

/** The command line but for what authors of models do: that is not shipped with the window. */
export function visiteProgram(): Command {
  const program = new Command('visite')
    .description('Runs signed clinical models on this computer. Nothing leaves it.')
    .showHelpAfterError('(visite --help lists the commands)')
    .exitOverride();

  program
    .command('score <file>')
    .description('score a patient record export: the same file back with new columns')
    .requiredOption('--bundle <file>', 'the signed model: a .visite file, or an installed id@version')
    .requiredOption('--profile <file>', 'how this export is written and mapped, a .profile.json file')
    .requiredOption('--out <file>', 'the result file to write')
    .option('--refused <file>', 'the file of refused rows (default: <out> with .refused.csv)')
    .option('--machine', 'the result as CSV for machines: point, dates from year to day, UTF-8, comma')
    .option('--report <file>', 'a report of the run on one A4, HTML')
    .option('--language <language>', 'of the report: nl, en (default) or de')
    .option('--trust <folder>', 'trusted publishers: public keys and root certificates')
    .option('--demo', 'trust the demonstration publisher; marked in the log')
    .option('--log <folder>', 'where the log stands (default: log in the data folder)')
    .option('--key <file>', 'the site key that seals the log (default: site.key in the data folder)')
    .option('--threads <n>', 'threads for the model (default: all processors)')
    .option('--overwrite', 'replace result files that exist already')
    .action(async (file, options) => (await import('#cli/commands/score.ts')).score(file, options));

  const imports = program.command('import').description('look at an export, map it to a model, check it');
  imports
    .command('preview <file>')
    .description('what a file seems to be, how it seems to be written and what its columns seem to hold')
    .option('--encoding <name>', 'stated, not suggested: utf-8, utf-16le, windows-1252 and others')
    .option('--delimiter <mark>', 'stated: semicolon, comma, tab or bar')
    .option('--decimal <mark>', 'stated: comma or point')
    .option('--sheet <name>', 'the sheet of a workbook')
    .option('--header-row <line>', 'the line, or the row of a sheet, that holds the titles')
    .option('--no-values', 'show no cell of the file')
    .option('--json', 'the result as JSON')
    .action(async (file, options) =>
      (await import('#cli/commands/import-preview.ts')).importPreview(file, options),
    );
  imports
    .command('map <file>')
    .description('make a profile of an export for a model; reads the whole file, maps nothing without a yes')
    .requiredOption('--bundle <file>', 'the signed model: a .visite file, or an installed id@version')
    .requiredOption('--out <file>', 'the profile to write, a .profile.json file')
    .option('--answers <file>', 'answers in a file, instead of questions on the terminal')
    .option('--encoding <name>', 'stated, not suggested: utf-8, utf-16le, windows-1252 and others')
    .option('--delimiter <mark>', 'stated: semicolon, comma, tab or bar')
    .option('--decimal <mark>', 'stated: comma or point')
    .option('--sheet <name>', 'the sheet of a workbook')
    .option('--header-row <line>', 'the line, or the row of a sheet, that holds the titles')
    .option('--trust <folder>', 'trusted publishers: public keys and root certificates')
    .option('--demo', 'trust the demonstration publisher')
    .option('--overwrite', 'replace the profile, with the next version')
    .option('--json', 'the result as JSON')
    .action(async (file, options) => (await import('#cli/commands/import-map.ts')).importMap(file, options));
  imports
    .command('check <file>')
    .description('read a whole export as scoring would, and count; no model is asked')
    .requiredOption('--bundle <file>', 'the signed model: a .visite file, or an installed id@version')
    .requiredOption('--profile <file>', 'how this export is written and mapped, a .profile.json file')
    .option('--trust <folder>', 'trusted publishers: public keys and root certificates')
    .option('--demo', 'trust the demonstration publisher')
    .option(
      '--accept-drift <file>',
      'write the next version of the profile, which expects what this file looks like',
    )
    .option('--overwrite', 'replace the file that --accept-drift names')
    .option('--json', 'the result as JSON')
    .action(async (file, options) =>
      (await import('#cli/commands/import-check.ts')).importCheck(file, options),
    );

  program
    .command('verify <bundle>')
    .description("check a bundle's signature, contents and golden patients on this machine")
    .option('--trust <folder>', 'trusted publishers: public keys and root certificates')
    .option('--demo', 'trust the demonstration publisher')
    .action(async (bundle, options) => (await import('#cli/commands/verify.ts')).verify(bundle, options));

  program
    .command('inspect <bundle>')
    .description('print what a bundle says of itself; says plainly whether its signature was checked')
    .option('--trust <folder>', 'trusted publishers: public keys and root certificates')
    .option('--demo', 'trust the demonstration publisher')
    .option('--json', 'the manifest as JSON')
    .action(async (bundle, options) => (await import('#cli/commands/inspect.ts')).inspect(bundle, options));

  addSiteCommands(program);
  addLogCommands(program);
  addKeyCommands(program);
  return program;
}
