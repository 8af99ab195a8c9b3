import { forbidNetwork } from '#host/silence/forbid-network.ts';
import { addAuthorCommands } from '#cli/author-commands.ts';
import { runProgram } from '#cli/run-program.ts';
import { visiteProgram } from '#cli/visite-program.ts';

forbidNetwork();

const program = visiteProgram();
addAuthorCommands(program);
await runProgram(program, { json: process.argv.includes('--json') });
