import { readFileSync, writeFileSync } from 'node:fs';
import { resources } from '#test/host/desk/make-desk.ts';

/** The plain records of the demonstration's export over and over, each with a number of its own, as one file. */
export function writeLargeExport(path: string, rows: number): void {
  const [header = '', ...lines] = readFileSync(resources.demoExport, 'latin1').split('\r\n');
  const plain = lines.filter(
    (line) => /^\d{7};/.test(line) && !line.includes('"') && line.split(';').length === 18,
  );
  const records = Array.from({ length: rows }, (_, at) => {
    const line = plain[at % plain.length] ?? '';
    return `${String(1_000_000 + at)}${line.slice(7)}`;
  });
  writeFileSync(path, `${[header, ...records].join('\r\n')}\r\n`, 'latin1');
}
