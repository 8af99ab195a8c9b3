import { readFileSync } from 'node:fs';

/** One patient of the trial as colon.csv has it; `nodes` and `differ` may be missing. */
export interface TrialPatient {
  readonly id: number;
  readonly rx: string;
  readonly sex: number;
  readonly age: number;
  readonly obstruct: number;
  readonly perfor: number;
  readonly adhere: number;
  readonly nodes: number | undefined;
  readonly differ: number | undefined;
  readonly extent: number;
  readonly surg: number;
}

/** The 929 patients, in the order of the file; of its two rows for each, the one about death (etype 2). */
export function readTrial(): TrialPatient[] {
  const path = new URL('../../assets/data/colon/colon.csv', import.meta.url);
  const [header = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n');
  const titles = header.split(',').map(unquote);
  return lines
    .map((line) => new Map(line.split(',').map((cell, at) => [titles[at] ?? '', unquote(cell)])))
    .filter((row) => row.get('etype') === '2')
    .map(toPatient);
}

function toPatient(row: ReadonlyMap<string, string>): TrialPatient {
  const whole = (title: string): number => {
    const text = row.get(title) ?? '';
    if (!/^[0-9]+$/.test(text))
      throw new Error(`colon.csv: expected a whole number in ${title}, got "${text}"`);
    return Number(text);
  };
  const wholeOrMissing = (title: string): number | undefined =>
    row.get(title) === '' ? undefined : whole(title);
  return {
    id: whole('id'),
    rx: row.get('rx') ?? '',
    sex: whole('sex'),
    age: whole('age'),
    obstruct: whole('obstruct'),
    perfor: whole('perfor'),
    adhere: whole('adhere'),
    nodes: wholeOrMissing('nodes'),
    differ: wholeOrMissing('differ'),
    extent: whole('extent'),
    surg: whole('surg'),
  };
}

function unquote(cell: string): string {
  return cell.replace(/^"(.*)"$/, '$1');
}
