import type { ImportEdit } from '#core/contract/calls.ts';
import type { Failure } from '#core/contract/failure.ts';
import type { FileRef } from '#core/contract/files.ts';
import type { ProgressView } from '#core/contract/progress.ts';
import type { ColumnProfile } from '#core/detect/column-profile.ts';
import { checkProfile } from '#core/mapping/check-profile.ts';
import { confirmAnew } from '#core/mapping/expect/confirm-anew.ts';
import type { Profile } from '#core/mapping/profile.ts';
import { resolveAnswers, type OpenPoint, type SuggestedSource } from '#core/mapping/resolve-answers.ts';
import { suggestFromColumn } from '#core/mapping/suggest/suggest-by-name.ts';
import type { PassCounts } from '#core/report/pass-counter.ts';
import { toTypedDialect } from '#core/results/typed-dialect.ts';
import type { Problem } from '#core/table/problem.ts';
import { DeskError } from '#host/desk/desk-error.ts';
import {
  noAnswers,
  toProfileAnswers,
  type Acceptable,
  type ImportAnswers,
} from '#host/desk/import/import-answers.ts';
import { readFacet } from '#host/desk/import/read-facet.ts';
import { toSuggestionDoubtSentence } from '#core/mapping/suggest/note-sentence.ts';
import { findFault } from '#host/desk/import/to-mapping-rows.ts';
import { toFailure } from '#host/desk/to-failure.ts';
import { checkSameFile } from '#host/files/check-same-file.ts';
import { toFileMark } from '#host/files/file-mark.ts';
import { toFindings, type Findings, type Written } from '#host/import/find-out.ts';
import { tryProfile } from '#host/import/map-file.ts';
import { FilePreviewer, type Preview } from '#host/import/preview.ts';
import { profileColumns } from '#host/import/profile-columns.ts';
import { toProfileBytes } from '#host/import/profile-text.ts';
import type { CheckedExport } from '#host/scoring/check-export.ts';
import { InputRefused } from '#host/scoring/input-refused.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** What is known of the file with the answers as they are. */
export interface FoundFile {
  readonly preview: Preview;
  /** Where the file is a table. */
  readonly table?: {
    readonly preview: NonNullable<Preview['table']>;
    readonly written: Written;
    readonly findings: Findings;
    readonly profiles: readonly ColumnProfile[];
    /** Whether every row was looked at. */
    readonly whole: boolean;
  };
}

/** The whole file, read with the answers as they were then. */
export interface CheckedImport {
  readonly profile: Profile;
  /** SHA-256 of the profile's bytes. */
  readonly profileDigest: string;
  readonly checked: CheckedExport;
  readonly counts: PassCounts;
  readonly moved: readonly Problem[];
  readonly open: readonly OpenPoint[];
}

type Tell = (phase: ProgressView['phase'], rows: number, share: number) => void;

/** One file on its way to be read as patients of one model. Nothing of it is confirmed but by a person. */
export class ImportSession {
  readonly file: FileRef;
  readonly path: string;
  readonly bundle: VerifiedBundle;
  /** The profile that it was opened with. */
  readonly base: { readonly profile: Profile; readonly sha256: string } | undefined;
  /** Of the file, when it was opened. */
  readonly #mark: string;
  readonly #previewer: FilePreviewer;
  readonly #previews = new Map<string, Preview>();
  readonly #history: ImportAnswers[];
  #at = 0;
  #whole: { readonly key: string; readonly profiles: readonly ColumnProfile[] } | undefined;
  #findings: { readonly key: string; readonly findings: Findings } | undefined;
  #result: { readonly answers: ImportAnswers; readonly value: CheckedImport | Failure } | undefined;
  /** A profile that was saved, and the answers it was made of. */
  #saved: { readonly answers: ImportAnswers; readonly profile: Profile } | undefined;

  /** @throws FileError */
  constructor(file: FileRef, path: string, bundle: VerifiedBundle, base: ImportSession['base']) {
    this.file = file;
    this.path = path;
    this.bundle = bundle;
    this.base = base;
    this.#mark = toFileMark(path);
    this.#previewer = new FilePreviewer(path);
    this.#history = [base === undefined ? noAnswers : toProfileAnswers(base.profile)];
  }

  get answers(): ImportAnswers {
    return this.#history[this.#at] ?? noAnswers;
  }

  get canUndo(): boolean {
    return this.#at > 0;
  }

  get canRedo(): boolean {
    return this.#at < this.#history.length - 1;
  }

  /** Whether nothing was changed since the profile was opened; what was accepted changes nothing of it. */
  get isBase(): boolean {
    const { written, patient, skip, rows, inputs } = this.answers;
    const first = this.#history[0];
    return (
      this.base !== undefined &&
      first !== undefined &&
      written === first.written &&
      patient === first.patient &&
      skip === first.skip &&
      rows === first.rows &&
      inputs === first.inputs
    );
  }

  /** What came of reading the whole file with these answers. */
  get result(): CheckedImport | Failure | undefined {
    return this.#result?.answers === this.answers ? this.#result.value : undefined;
  }

  /** The whole file as it was read with these answers, open points or not. @throws DeskError `import-not-ready` */
  get checkedAsIs(): CheckedImport {
    const { result } = this;
    if (isChecked(result)) return result;
    throw new DeskError('import-not-ready', 'expected a file that was read whole with these answers');
  }

  /** The result, where all is answered. @throws DeskError `import-not-ready` */
  get ready(): CheckedImport {
    const { result } = this;
    if (isChecked(result) && result.open.length === 0) return result;
    const why = result === undefined ? 'it was not read whole with these answers' : toOpenText(result);
    throw new DeskError('import-not-ready', `expected a file of which nothing is open: ${why}`);
  }

  get saved(): Profile | undefined {
    return this.#saved?.answers === this.answers ? this.#saved.profile : undefined;
  }

  keepSaved(profile: Profile): void {
    this.#saved = { answers: this.answers, profile };
  }

  /** Of the file as it was opened, and of no other. @throws FileError, SheetsError */
  async find(): Promise<FoundFile> {
    checkSameFile(this.path, this.#mark);
    const { written } = this.answers;
    const key = JSON.stringify(written);
    let preview = this.#previews.get(key);
    if (preview === undefined) {
      preview =
        written.kind === 'full'
          ? await this.#previewer.previewAs(written)
          : await this.#previewer.preview(written.stated);
      this.#previews.set(key, preview);
    }
    const { table } = preview;
    const how = toWritten(written, preview);
    if (table === undefined || how === undefined) return { preview };
    const whole = this.#whole?.key === key ? this.#whole.profiles : undefined;
    const profiles = whole ?? table.profiles;
    const findingsKey = `${key} ${whole === undefined ? 'sample' : 'whole'}`;
    if (this.#findings?.key !== findingsKey) {
      const findings = toFindings(table.header.titles, profiles, {
        preview,
        written: how,
        answers: { dialect: written.kind === 'full' ? written.dialect : 'suggested' },
        stated: written.kind === 'full' ? { decimal: written.dialect.decimal } : written.stated,
        bundle: this.bundle.bundle,
      });
      this.#findings = { key: findingsKey, findings };
    }
    const { findings } = this.#findings;
    const isWhole = whole !== undefined || table.whole;
    return { preview, table: { preview: table, written: how, findings, profiles, whole: isWhole } };
  }

  /** Changes the answers. @throws DeskError, FileError */
  async edit(edit: ImportEdit): Promise<void> {
    if (edit.edit === 'undo') {
      if (this.canUndo) this.#at -= 1;
      return;
    }
    if (edit.edit === 'redo') {
      if (this.canRedo) this.#at += 1;
      return;
    }
    const next = this.#toNext(edit, await this.find());
    if (next === this.answers) return;
    const { result } = this;
    // what is only accepted is not read anew
    if (edit.edit === 'accept' && edit.yes && edit.what !== 'moved-columns' && isChecked(result)) {
      const open = result.open.filter(({ needs }) => needs !== edit.what);
      this.#result = { answers: next, value: { ...result, open } };
    }
    this.#history.splice(this.#at + 1, Infinity, next);
    this.#at += 1;
  }

  /** Why the profile that it was opened with does not fit this file. */
  findMisfit({ table }: Pick<FoundFile, 'table'>): Problem | undefined {
    if (!this.isBase || this.base === undefined || table === undefined) return undefined;
    return checkProfile(this.base.profile, table.preview.header, this.bundle.bundle.manifest)[0];
  }

  /** The profile that the answers make, or what is open. */
  resolve({ table }: FoundFile): {
    readonly profile: Profile | undefined;
    readonly open: readonly OpenPoint[];
  } {
    if (table === undefined) return { profile: undefined, open: [] };
    if (this.isBase && this.base !== undefined) return { profile: this.base.profile, open: [] };
    const { answers, bundle } = this;
    const { manifest } = bundle.bundle;
    const { titles, suggestions } = table.findings.findings;
    const { written, patient, skip, rows, inputs, accept } = answers;
    const column = patient.column ?? suggestPatient(table.findings) ?? titles[0] ?? '';
    const own: OpenPoint[] = [];
    if (patient.column === undefined || !titles.includes(patient.column)) {
      own.push({ about: 'patient', name: column, message: 'say which column has the number of the patient' });
    }
    for (const input of manifest.inputs) {
      const source = inputs.get(input.name);
      const { dialect } = table.written;
      const fault = source && findFault(input, source, manifest, { titles, dialect });
      if (fault !== undefined)
        own.push({ about: 'input', name: input.name, message: toSuggestionDoubtSentence(fault) });
    }
    const form = written.kind === 'full' ? written.form : table.written.form && ('suggested' as const);
    const resolved = resolveAnswers(
      {
        answers: 1,
        name: this.base?.profile.name ?? this.file.name,
        dialect: written.kind === 'full' ? written.dialect : 'suggested',
        ...(form === undefined ? {} : { form }),
        patient: { column, ...(patient.same === undefined ? {} : { same: [...patient.same] }) },
        skip,
        ...(rows === undefined ? {} : { rows }),
        inputs: Object.fromEntries(inputs),
        accept: accept.filter((what) => what !== 'moved-columns'),
      },
      { ...table.findings.findings, suggestions },
      manifest,
    );
    const known = new Set(own.map(({ name }) => name));
    const open = [
      ...own,
      ...resolved.open.filter(({ about, name }) => about !== 'input' || !known.has(name)),
    ];
    const profile = open.length > 0 ? undefined : resolved.profile;
    return { profile: profile && { ...profile, version: (this.base?.profile.version ?? 0) + 1 }, open };
  }

  /**
   * Reads the whole file with the answers as they are. What came of it is `result`.
   * @throws FileError, or the signal's reason
   */
  async check(signal: AbortSignal, tell: Tell): Promise<CheckedImport | undefined> {
    const { answers, isBase, path } = this;
    try {
      let found = await this.find();
      if (found.table === undefined) return undefined;
      const passes = isBase ? 2 : 3;
      if (!isBase && !found.table.whole) {
        const { written } = found.table;
        const { columns } = await profileColumns(path, written, signal, ({ rows, bytesRead, bytesTotal }) =>
          tell('reading', rows, bytesRead / Math.max(bytesTotal, 1) / passes),
        );
        this.#whole = { key: JSON.stringify(answers.written), profiles: columns.columns };
        found = await this.find();
      }
      const { profile } = this.resolve(found);
      if (profile === undefined) return undefined;
      const value = await this.#try(profile, signal, (pass, { rows, bytesRead, bytesTotal }) =>
        tell(
          'checking',
          rows,
          (bytesRead / Math.max(bytesTotal, 1) + passes - (pass === 'checking' ? 2 : 1)) / passes,
        ),
      );
      checkSameFile(path, this.#mark);
      this.#result = { answers, value };
      return value;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof InputRefused)) throw error;
      this.#result = { answers, value: toFailure(error) };
      throw error;
    }
  }

  async #try(
    profile: Profile,
    signal: AbortSignal,
    onProgress: Parameters<typeof tryProfile>[5],
  ): Promise<CheckedImport> {
    const { isBase, base, answers } = this;
    const { manifest } = this.bundle.bundle;
    const accept = answers.accept.filter((what) => what !== 'moved-columns');
    const expect = base?.profile.expect;
    const expecting = expect === undefined ? profile : { ...profile, expect };
    const tried = await tryProfile(
      this.path,
      isBase ? profile : expecting,
      manifest,
      isBase ? ['refused-rows', 'no-expectation'] : accept,
      signal,
      onProgress,
    );
    const moved = tried.checked.look?.moved ?? [];
    const isMovedAccepted = answers.accept.includes('moved-columns');
    const open: OpenPoint[] = tried.open.filter(({ needs }) => !isBase || needs === undefined);
    if (!isMovedAccepted) {
      for (const { column, message } of moved) {
        open.push({
          about: 'expectation',
          needs: 'moved-columns',
          ...(column === undefined ? {} : { name: column }),
          message,
        });
      }
    }
    const { checked, counts } = tried;
    const isSame = isBase && !(moved.length > 0 && isMovedAccepted);
    if (isSame && base !== undefined) {
      return { profile: base.profile, profileDigest: base.sha256, checked, counts, moved, open };
    }
    const made = isBase ? confirmAnew(profile, checked.look?.expectation) : tried.profile;
    return { profile: made, profileDigest: toProfileBytes(made).sha256, checked, counts, moved, open };
  }

  #toNext(edit: Exclude<ImportEdit, { edit: 'undo' | 'redo' }>, found: FoundFile): ImportAnswers {
    const { answers } = this;
    switch (edit.edit) {
      case 'reading': {
        const stated = readFacet(answers.written, edit.facet, edit.value);
        return { ...answers, written: { kind: 'stated', stated } };
      }
      case 'patient-column':
        this.#checkColumn(edit.column, found);
        return { ...answers, patient: { ...answers.patient, column: edit.column } };
      case 'input': {
        this.#checkInput(edit.input);
        const source =
          edit.source === 'suggested' ? this.#toSuggestions(edit.input, found)[0]?.source : edit.source;
        if (source === undefined) throw new DeskError('value-refused', 'nothing is suggested for this input');
        return { ...answers, inputs: withEntry(answers.inputs, edit.input, source) };
      }
      case 'input-column': {
        const input = this.#checkInput(edit.input);
        const at = this.#checkColumn(edit.column, found);
        const profile = found.table?.profiles[at];
        const suggestion = found.table?.findings.columns[at];
        const [first] =
          profile && suggestion ? suggestFromColumn(input, { profile, suggestion }, this.bundle.bundle) : [];
        if (first === undefined) {
          throw new DeskError('value-refused', `the column cannot be read as a ${input.type}`);
        }
        const inputs = new Map(answers.inputs);
        inputs.delete(edit.input);
        return { ...answers, inputs, chosen: withEntry(answers.chosen, edit.input, first) };
      }
      case 'confirm-certain': {
        const inputs = new Map(answers.inputs);
        for (const { name } of this.bundle.bundle.manifest.inputs) {
          const [best] = this.#toSuggestions(name, found);
          if (!inputs.has(name) && best?.certain === true) inputs.set(name, best.source);
        }
        const column = answers.patient.column ?? (found.table && suggestPatient(found.table.findings));
        const patient = column === undefined ? answers.patient : { ...answers.patient, column };
        return { ...answers, inputs, patient };
      }
      case 'rows':
        return { ...answers, rows: edit.rule };
      case 'skip':
        return { ...answers, skip: edit.rules };
      case 'accept': {
        const others = answers.accept.filter((what) => what !== edit.what);
        const accept: readonly Acceptable[] = edit.yes ? [...others, edit.what] : others;
        return { ...answers, accept };
      }
      default:
        throw edit satisfies never;
    }
  }

  #toSuggestions(input: string, { table }: FoundFile): readonly SuggestedSource[] {
    const chosen = this.answers.chosen.get(input);
    const found = table?.findings.findings.suggestions.get(input) ?? [];
    return chosen === undefined ? found : [chosen, ...found];
  }

  #checkInput(name: string) {
    const input = this.bundle.bundle.manifest.inputs.find((each) => each.name === name);
    if (input === undefined) throw new DeskError('value-refused', `the model has no input ${name}`);
    return input;
  }

  #checkColumn(column: string, { table }: FoundFile): number {
    const at = table?.preview.header.titles.indexOf(column) ?? -1;
    if (at < 0) throw new DeskError('import-column-unknown', 'expected a column of this file');
    return at;
  }
}

/** The column that has the number of the patient, where its title says so or nothing else could be it. */
export function suggestPatient({ columns }: Findings): string | undefined {
  const identifiers = columns.filter(({ choice }) => choice?.kind === 'identifier');
  const titled = identifiers.find(({ evidence }) =>
    evidence.some(({ code }) => code === 'title-of-identifier'),
  );
  return (titled ?? identifiers[0])?.title;
}

function toWritten(written: ImportAnswers['written'], { form, delimited }: Preview): Written | undefined {
  if (written.kind === 'full') return written;
  if (form !== undefined) return { form, dialect: toTypedDialect(written.stated.decimal ?? ',') };
  return delimited?.chosen && { dialect: delimited.chosen.dialect };
}

function withEntry<Value>(map: ReadonlyMap<string, Value>, key: string, value: Value): Map<string, Value> {
  return new Map(map).set(key, value);
}

function isChecked(result: CheckedImport | Failure | undefined): result is CheckedImport {
  return result !== undefined && 'checked' in result;
}

function toOpenText(result: CheckedImport | Failure): string {
  return 'open' in result ? (result.open[0]?.message ?? '') : result.message;
}
