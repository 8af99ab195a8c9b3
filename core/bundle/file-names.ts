import { toUtf8 } from '#core/bundle/utf8.ts';

/**
 * Names of files in a bundle: what may stand there so that the bundle means the same on every file system.
 * Names are relative paths with `/` between components.
 */

export type FileNameProblemCode =
  | 'empty'
  | 'too-long'
  | 'not-well-formed'
  | 'not-nfc'
  | 'control-character'
  | 'hidden-character'
  | 'forbidden-character'
  | 'absolute'
  | 'empty-component'
  | 'dot-component'
  | 'trailing-dot-or-space'
  | 'device-name'
  | 'duplicate'
  | 'case-collision'
  | 'file-is-folder';

export interface FileNameProblem {
  readonly code: FileNameProblemCode;
  readonly name: string;
  /** The other name, for the last three codes. */
  readonly other?: string;
}

/** Longest name, in bytes of UTF-8. */
export const maximumFileNameBytes = 240;

const deviceName = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|com[0-9]|lpt[0-9])$/;

/** The problem of one name, or undefined where there is none. */
export function checkFileName(name: string): FileNameProblem | undefined {
  const code = problemCodeOf(name);
  return code === undefined ? undefined : { code, name };
}

/** The problems of names that stand beside each other: those of each name, duplicates and collisions. */
export function checkFileNames(names: readonly string[]): readonly FileNameProblem[] {
  const problems: FileNameProblem[] = [];
  const files = new Map<string, string>();
  const folders = new Map<string, string>();
  for (const name of names) {
    const problem = checkFileName(name);
    if (problem !== undefined) {
      problems.push(problem);
      continue;
    }
    const folded = foldCase(name);
    const twin = files.get(folded);
    if (twin !== undefined) {
      problems.push({ code: twin === name ? 'duplicate' : 'case-collision', name, other: twin });
      continue;
    }
    files.set(folded, name);
    for (const folder of foldersOf(name)) {
      const known = folders.get(foldCase(folder));
      if (known !== undefined && known !== folder) {
        problems.push({ code: 'case-collision', name, other: known });
      }
      folders.set(foldCase(folder), known ?? folder);
    }
  }
  for (const [folded, folder] of folders) {
    const file = files.get(folded);
    if (file !== undefined) {
      problems.push({ code: 'file-is-folder', name: file, other: folder });
    }
  }
  return problems;
}

/** Order of names: component by component, by code point, so that `a/c.txt` stands before `a-b.txt`. */
export function compareFileNames(left: string, right: string): number {
  const lefts = left.split('/');
  const rights = right.split('/');
  for (let index = 0; index < Math.min(lefts.length, rights.length); index++) {
    const order = compareCodePoints(lefts[index] ?? '', rights[index] ?? '');
    if (order !== 0) {
      return order;
    }
  }
  return lefts.length - rights.length;
}

/** What file systems that ignore case or compatibility forms take for the same name; coarser than any of them. */
export function foldCase(name: string): string {
  return name.normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKC').replaceAll('ς', 'σ');
}

function problemCodeOf(name: string): FileNameProblemCode | undefined {
  if (name === '') {
    return 'empty';
  }
  if (/\p{Cs}/u.test(name)) {
    return 'not-well-formed';
  }
  if (toUtf8(name).length > maximumFileNameBytes) {
    return 'too-long';
  }
  if (name.normalize('NFC') !== name) {
    return 'not-nfc';
  }
  if (/\p{Cc}/u.test(name)) {
    return 'control-character';
  }
  // Format characters (bidi, zero width), private use, and every space but U+0020 look like something else.
  if (/[\p{Cf}\p{Co}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u.test(name)) {
    return 'hidden-character';
  }
  if (/[\\:<>"|?*]/.test(name)) {
    return 'forbidden-character';
  }
  if (name.startsWith('/')) {
    return 'absolute';
  }
  for (const component of name.split('/')) {
    if (component === '') {
      return 'empty-component';
    }
    if (component === '.' || component === '..') {
      return 'dot-component';
    }
    if (/[. ]$/.test(component)) {
      return 'trailing-dot-or-space';
    }
    // Windows takes `nul.txt` and `nul .txt` for the device.
    if (deviceName.test(foldCase((component.split('.')[0] ?? '').trimEnd()))) {
      return 'device-name';
    }
  }
  return undefined;
}

function foldersOf(name: string): readonly string[] {
  const components = name.split('/');
  return components.slice(1).map((_, index) => components.slice(0, index + 1).join('/'));
}

function compareCodePoints(left: string, right: string): number {
  const lefts = Array.from(left);
  const rights = Array.from(right);
  for (let index = 0; index < Math.min(lefts.length, rights.length); index++) {
    const order = (lefts[index]?.codePointAt(0) ?? 0) - (rights[index]?.codePointAt(0) ?? 0);
    if (order !== 0) {
      return order;
    }
  }
  return lefts.length - rights.length;
}
