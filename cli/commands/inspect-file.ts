import { toInspectLines } from '#cli/inspect-lines.ts';
import { parseUnverified } from '#cli/read-unverified.ts';
import { toSafeText } from '#cli/terminal.ts';

/** What a bundle says of itself, without trust: nothing of it is run, and that is said. */
export async function inspectFile(path: string, options: { readonly json?: true }): Promise<void> {
  const bundle = await parseUnverified(path);
  const { manifest } = bundle;
  if (options.json) {
    process.stdout.write(`${JSON.stringify({ signatureChecked: false, manifest }, null, 2)}\n`);
    return;
  }
  const lines = toInspectLines(bundle, {
    signature: 'SIGNATURE NOT CHECKED (give --trust or --demo)',
    golden: 'not replayed: a bundle is run only after its signature was checked',
    fuel: `asks for at most ${manifest.requests.fuelPerRow.toLocaleString('en')} a row; not measured`,
  });
  process.stdout.write(`${lines.map(toSafeText).join('\n')}\n`);
}
