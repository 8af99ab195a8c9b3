import type { SeededRandom } from '#scripts/demo-export/random.ts';

/** Invented names, with what Dutch patient lists have: prefixes, accents, an apostrophe that is not ASCII. */
const womensNames = [
  'Renée',
  'Anneke',
  'Zoë',
  'Loïs',
  'Hélène',
  'Marijke',
  'Fatima',
  'Noëlle',
  'Aïcha',
  'Greet',
] as const;
const mensNames = [
  'André',
  'Piet',
  'Jürgen',
  'Moïse',
  'Henk',
  'José',
  'Björn',
  'Willem',
  'Mehmet',
  'Daniël',
] as const;
const familyNames = [
  'Köhler',
  'de Boer',
  'van der Veen',
  '’t Hart',
  'Özdemir',
  'Çelik',
  'Bergström',
  'Núñez',
  'Jansen-Müller',
  'Groß',
  'Peeters',
  'van ’t Zand',
  'Šimonek',
  'Mañero',
  'Faßbinder',
] as const;

/** Invented remarks. Together they hold every character that makes a delimited file hard to read. */
const remarks = [
  'Voelt zich goed; eetlust matig',
  'Zei: "liever geen infuus"; dochter was erbij',
  'Controle over 3 mnd\nLab: CEA 2,4 µg/l; Hb volgt',
  'Allergie: geen\r\nMedicatie: metoprolol 50 mg; paracetamol z.n.',
  'Geïnformeerd via cliëntenraad, coördinator gebeld',
  'Gewicht ± 2 kg gedaald in 3 mnd',
  'Reiskosten € 12,50 vergoed',
  '“Zie brief huisarts” – d.d. 12 mrt…',
  'Bloeddruk 135/80; pols 72',
  'Belt dinsdag terug',
  'Roken: 20/dag; gestopt ½ jaar',
  '"Gaat prima"',
  'Verslag:\r\n- wond genezen\r\n- drain verwijderd\r\n- "geen klachten"',
  'Café-au-laitvlek op de rug, bekend sinds de kinderjaren; één controle',
  'Woont alleen; thuiszorg 2× per week',
] as const;

/** Remarks that a spreadsheet would take for a formula. */
export const formulaRemarks = [
  '=HYPERLINK("http://voorbeeld.example";"uitslag")',
  '+ beenmerg volgt',
  '@polikliniek: bellen',
  '-zie brief',
] as const;

export function drawName(sex: number, random: SeededRandom): string {
  return `${random.pick(sex === 1 ? mensNames : womensNames)} ${random.pick(familyNames)}`;
}

export function drawRemark(random: SeededRandom): string {
  return random.next() < 0.6 ? '' : random.pick(remarks);
}
