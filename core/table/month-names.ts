/** Names of months in Dutch, English and German, in full and short. No name means two months, so none is told apart. */
const names: readonly string[] = [
  'jan januari january januar jän jänner',
  'feb februari february februar',
  'mrt maart mar march mär märz mrz',
  'apr april',
  'mei may mai',
  'jun juni june',
  'jul juli july',
  'aug augustus august',
  'sep sept september',
  'okt oktober oct october',
  'nov november',
  'dec december dez dezember',
];

const months = new Map(
  names.flatMap((line, index) => line.split(' ').map((name) => [name, index + 1] as const)),
);

/** Month 1–12 of a name, capitals or not; 0 where it is none. */
export function toMonth(name: string): number {
  return months.get(name) ?? months.get(name.toLowerCase().normalize('NFC')) ?? 0;
}
