import { allCases, desktopIds } from '#test/attack/all-cases.ts';
import { findSpecs } from '#test/attack/find-specs.ts';
import { runAttack, toLine } from '#test/attack/run-attacks.ts';

/**
 * Carries every attack out and prints a table: case, what is done, expected, got. With ids as arguments (`D17 D28`), those
 * alone. Exit code 1 where anything differs.
 */
const wanted = new Set(process.argv.slice(2));
const cases = allCases.filter(({ id }) => wanted.size === 0 || wanted.has(id));
let differ = 0;
console.log(toLine({ id: 'case', attack: 'what is done', expected: 'expected', got: 'got', held: true }));
for (const each of cases) {
  const result = await runAttack(each);
  if (!result.held) differ += 1;
  console.log(toLine(result));
}
if (wanted.size === 0) {
  console.log("\nIn the desktop's specs:");
  for (const id of desktopIds) console.log(`${id.padEnd(4)}  ${findSpecs(id).join(', ') || 'none yet'}`);
}
console.log(`\n${cases.length} attacks, ${differ} ended otherwise than expected`);
process.exitCode = differ === 0 && cases.length > 0 ? 0 : 1;
