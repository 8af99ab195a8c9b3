import { toAdvisor, toNoRecommendation } from '#core/advice/advise.ts';
import { assess, toInputValue } from '#core/advice/assess.ts';
import { OpenBooks } from '#core/advice/books.ts';
import type { Remark } from '#core/advice/reason.ts';
import { toRowResult } from '#core/advice/row-result.ts';
import type { ModelCell } from '#core/bundle/input-block.ts';
import type { Input } from '#core/bundle/manifest.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import type {
  CompareView,
  DecisionView,
  InputView,
  ListView,
  PatientColumns,
  PatientView,
  ResultView,
  ShownValue,
  WhyView,
} from '#core/contract/patients-view.ts';
import { defaultSettings } from '#core/contract/settings.ts';
import type { StartView } from '#core/contract/start-view.ts';
import type { Problem } from '#core/table/problem.ts';

import { toShellAnswer } from '#test/e2e/renderer/shell-answers.ts';

export interface FixtureRow {
  readonly line: number;
  readonly patient: string;
  readonly values: readonly ModelCell[];
  readonly columns: readonly (readonly string[])[];
  readonly cells: readonly (readonly string[])[];
  readonly problems: readonly Problem[];
  readonly remarks: readonly Remark[];
}

export interface FixtureModel {
  readonly content: ModelContent;
  /** Outputs in the manifest's order for each row of values, as `assess` gave them. */
  readonly predict: (rows: readonly (readonly ModelCell[])[]) => Promise<readonly Float64Array[]>;
}

type Args = Readonly<Record<string, unknown>>;

/**
 * The part of the desk that patients need, over a model and rows that a test gives: assessed and advised by the functions
 * of core. It stands in for the host where a test needs a manifest that no bundle has.
 */
export class FixtureDesk {
  readonly #model: FixtureModel;
  readonly #other: FixtureModel | undefined;
  readonly #rows: FixtureRow[];
  readonly #decisions = new Map<number, DecisionView>();
  readonly #results: ResultView[] = [];
  readonly calls: string[] = [];
  readonly copied: string[] = [];
  /** What was entered by hand, as it came. */
  entered: Readonly<Record<string, ShownValue>> | undefined;
  #settings = defaultSettings;
  #entry = 1284;

  constructor(model: FixtureModel, rows: readonly FixtureRow[], other?: FixtureModel) {
    this.#model = model;
    this.#other = other;
    this.#rows = [...rows];
  }

  setSettings(values: Partial<typeof defaultSettings>): void {
    this.#settings = { ...this.#settings, ...values };
  }

  async answer(name: string, args: Args): Promise<unknown> {
    this.calls.push(name);
    const shell = toShellAnswer(name, args, this.copied);
    if (shell !== undefined) return shell;
    try {
      return { ok: true, value: await this.#answer(name, args) };
    } catch (error) {
      return { ok: false, failure: { code: 'internal', message: String(error) } };
    }
  }

  async #answer(name: string, args: Args): Promise<unknown> {
    const row = Number(args['row']);
    switch (name) {
      case 'start':
        return this.#toStart();
      case 'list':
      case 'list-score':
        return this.#toList();
      case 'list-enter':
        return this.#enter(String(args['patient']), args['values'] as Record<string, ShownValue>);
      case 'patient-open':
        return this.#open(row);
      case 'patient-why':
        return this.#why(row);
      case 'patient-what-if': {
        const values = this.#withValues(row, args['values'] as Record<string, ShownValue>);
        const [result] = await score(this.#model, [{ values, remarks: [] }]);
        return { ...result, entry: this.#entry++ };
      }
      case 'patient-decide':
        return this.#decide(row, args['decision'] as Record<string, string>);
      case 'patient-compare':
        return this.#compare(row);
      case 'patient-taken':
        return { entry: this.#entry++ };
      case 'list-close':
        return null;
      default:
        throw new Error(`the fixture does not answer ${name}`);
    }
  }

  #toStart(): StartView {
    const { content } = this.#model;
    const setBy = Object.fromEntries(Object.keys(this.#settings).map((key) => [key, 'default']));
    const summary = ({ ref, manifest, texts, sha256 }: ModelContent, inUse: boolean) => ({
      ref,
      id: manifest.id,
      version: manifest.version,
      titles: Object.fromEntries(Object.entries(texts).map(([tag, text]) => [tag, text['title'] ?? ''])),
      state: 'demo' as const,
      sha256,
      inUse,
    });
    return {
      version: '0.1.0',
      who: { account: 'j.vermeer' },
      demo: true,
      demoAvailable: true,
      settings: {
        values: this.#settings,
        // every setting has the same answer here
        setBy: setBy as StartView['settings']['setBy'],
        policyFile: undefined,
        dataFolder: '/data',
      },
      models: [summary(content, true), ...(this.#other ? [summary(this.#other.content, false)] : [])],
      model: content,
      msPerPatient: 3.8,
      trust: { demo: true },
      log: { size: this.#entry, root: '', state: 'sound', folder: '/log' },
      recent: [],
      batch: { state: 'idle' },
      siteKey: {
        id: '0123456789abcdef',
        form: 'plain',
        path: '/data/site.key',
        rule: 'any',
        copied: false,
      },
      notices: [],
    };
  }

  async #toList(): Promise<ListView> {
    const { manifest } = this.#model.content;
    const rows = this.#rows;
    const started = performance.now();
    const good = rows.filter(({ problems }) => problems.length === 0);
    const scored = await score(this.#model, good);
    const results = new Map(good.map((row, at) => [row, scored[at]]));
    const ms = (performance.now() - started) / Math.max(1, good.length);
    const columns = emptyColumns(rows.length, manifest.inputs.slice(0, 6));
    const books = new OpenBooks();
    for (const [at, row] of rows.entries()) {
      columns.line[at] = row.line;
      columns.patient.push(row.patient);
      const result = results.get(row);
      if (result === undefined) {
        columns.state[at] = 3;
        columns.reasons[at] = row.problems.map(({ code, column }) => `${code}:${column ?? ''}`).join(' ');
        books.enter({ status: 'refused', problems: row.problems.map(({ code }) => code) });
      } else {
        this.#results[at] = result;
        fill(columns, at, result, this.#model.content);
        books.enter(toRowResult(result.advice, result.remarks, result.outputs ?? null));
      }
      for (const [index, input] of manifest.inputs.slice(0, 6).entries()) {
        columns.inputs[index]?.values.push(toShown(input, row.values[index] ?? NaN));
      }
    }
    return {
      run: 'run-fixture',
      file: 'mdo_export_2026-11-22.csv',
      sha256: 'a'.repeat(64),
      readAt: '2026-11-22T07:36:00.000Z',
      model: this.#model.content,
      profile: { name: 'Colon', version: 1 },
      books: books.close(rows.length),
      patients: columns,
      decisions: Object.fromEntries(this.#decisions),
      msPerPatient: ms,
      byHand: rows.every(({ line }) => line === 0),
    };
  }

  async #enter(patient: string, given: Record<string, ShownValue>): Promise<ListView> {
    this.entered = given;
    const { inputs } = this.#model.content.manifest;
    const values = inputs.map((input) => toCell(input, given[input.name] ?? null));
    const none = inputs.map(() => []);
    this.#rows.length = 0;
    this.#rows.push({ line: 0, patient, values, columns: none, cells: none, problems: [], remarks: [] });
    return this.#toList();
  }

  #open(at: number): PatientView {
    const row = this.#rows[at];
    if (row === undefined) throw new Error(`no row ${at}`);
    const { inputs } = this.#model.content.manifest;
    const refused: ResultView = {
      advice: { state: 'no-recommendation', reasons: [], estimates: 'withheld' },
      remarks: [],
      outputs: undefined,
      ms: 0,
    };
    const result = this.#results[at] ?? refused;
    const decision = this.#decisions.get(at);
    return {
      row: at,
      line: row.line,
      patient: row.patient,
      inputs: inputs.map((input, index) => toInputView(input, index, row, result)),
      result,
      problems: row.problems,
      entry: this.#entry++,
      ...(decision === undefined ? {} : { decision }),
    };
  }

  async #why(at: number): Promise<WhyView> {
    const row = this.#rows[at];
    const { manifest } = this.#model.content;
    const { decision } = manifest;
    const base = this.#results[at];
    if (row === undefined || base?.outputs === undefined || decision === undefined)
      throw new Error('nothing to explain');
    const difference = toDifference(this.#model.content, base.outputs);
    const changes = manifest.inputs.flatMap((input, index) => {
      if (input.type !== 'category' || input.role !== 'model') return [];
      const now = Number(row.values[index]);
      return input.categories.flatMap((category, to) => (to === now ? [] : [{ input, index, category, to }]));
    });
    const results = await score(
      this.#model,
      changes.map(({ index, to }) => ({ values: row.values.with(index, to), remarks: [] })),
    );
    const rows = changes
      .map(({ input, index, category }, change) => ({
        input: input.name,
        from: toShown(input, row.values[index] ?? NaN),
        to: category,
        difference: toDifference(this.#model.content, results[change]?.outputs ?? []),
      }))
      .sort((a, b) => Math.abs(b.difference - difference) - Math.abs(a.difference - difference));
    return {
      difference,
      rows: rows.slice(0, 3),
      alike: { of: 619, fewest: { input: 'nodes', patients: 84 } },
    };
  }

  #withValues(at: number, given: Record<string, ShownValue>): ModelCell[] {
    const row = this.#rows[at];
    if (row === undefined) throw new Error(`no row ${at}`);
    return this.#model.content.manifest.inputs.map((input, index) =>
      input.name in given ? toCell(input, given[input.name] ?? null) : (row.values[index] ?? NaN),
    );
  }

  #decide(at: number, decision: Record<string, string>): DecisionView | null {
    if (decision['kind'] === 'undone') {
      this.#decisions.delete(at);
      return null;
    }
    const made = { ...decision, at: '2026-11-22T07:41:00.000Z', who: 'j.vermeer', entry: this.#entry++ };
    // what the page sends is checked by the contract in the real host
    this.#decisions.set(at, made as unknown as DecisionView);
    return this.#decisions.get(at) ?? null;
  }

  async #compare(at: number): Promise<CompareView> {
    const row = this.#rows[at];
    if (this.#other === undefined || row === undefined) throw new Error('no other model');
    const { content } = this.#other;
    const own = this.#model.content.manifest.inputs;
    const lacking = content.manifest.inputs.filter(({ name }) => !own.some((input) => input.name === name));
    const values = content.manifest.inputs.map(
      ({ name }) => row.values[own.findIndex((input) => input.name === name)] ?? NaN,
    );
    const [result] =
      lacking.length > 0 || row.problems.length > 0
        ? []
        : await score(this.#other, [{ values, remarks: row.remarks }]);
    return {
      with: content.ref,
      content,
      result,
      lacking: lacking.map(({ name }) => name),
      entry: this.#entry++,
    };
  }
}

type Scorable = Pick<FixtureRow, 'values' | 'remarks'>;

async function score(model: FixtureModel, rows: readonly Scorable[]): Promise<readonly ResultView[]> {
  const { manifest } = model.content;
  const assessed = rows.map(({ values }) => assess(manifest, values));
  const asked = assessed.flatMap((found) => (found.kind === 'score' ? [found.values] : []));
  const started = performance.now();
  const outputs = asked.length === 0 ? [] : await model.predict(asked);
  const ms = (performance.now() - started) / Math.max(1, asked.length);
  const advise = toAdvisor(manifest);
  let next = 0;
  return assessed.map((found, at): ResultView => {
    const remarks = rows[at]?.remarks ?? [];
    if (found.kind === 'no-recommendation') {
      return { advice: toNoRecommendation(found.reasons), remarks, outputs: undefined, ms };
    }
    const own = outputs[next++] ?? new Float64Array();
    const advice = advise(own);
    const withheld = advice.state === 'no-recommendation' && advice.estimates === 'withheld';
    const shown = withheld ? undefined : [...own];
    return { advice, remarks: [...remarks, ...found.remarks], outputs: shown, ms };
  });
}

interface GrowingColumns extends Omit<PatientColumns, 'patient' | 'reasons' | 'inputs'> {
  readonly patient: string[];
  readonly reasons: string[];
  readonly inputs: { readonly input: string; readonly values: ShownValue[] }[];
}

function emptyColumns(rows: number, inputs: readonly Input[]): GrowingColumns {
  const numbers = (): Float64Array => new Float64Array(rows).fill(NaN);
  return {
    line: new Uint32Array(rows),
    patient: [],
    state: new Uint8Array(rows),
    arm: new Uint8Array(rows).fill(255),
    probability: numbers(),
    mean: numbers(),
    lower: numbers(),
    upper: numbers(),
    missing: new Uint8Array(rows),
    outside: new Uint8Array(rows),
    other: new Uint8Array(rows),
    reasons: Array.from({ length: rows }, () => ''),
    inputs: inputs.map(({ name }) => ({ input: name, values: [] })),
  };
}

function fill(columns: GrowingColumns, at: number, result: ResultView, { manifest }: ModelContent): void {
  const { advice, remarks, outputs } = result;
  const count = (...codes: readonly string[]): number =>
    remarks.filter(({ code }) => codes.includes(code)).length;
  columns.state[at] = ['favours', 'uncertain', 'no-recommendation'].indexOf(advice.state);
  columns.missing[at] = count('imputed', 'left-missing');
  columns.outside[at] = count('outside-development-range');
  columns.other[at] = count('duplicate-patient');
  if (advice.state === 'favours')
    columns.arm[at] = manifest.arms.findIndex(({ name }) => name === advice.arm);
  if (advice.state === 'no-recommendation') {
    columns.reasons[at] = advice.reasons
      .map((reason) => `${reason.code}:${'input' in reason ? reason.input : ''}`)
      .join(' ');
  } else columns.probability[at] = advice.probability;
  const { decision } = manifest;
  if (outputs === undefined || decision === undefined) return;
  for (const [index, output] of manifest.outputs.entries()) {
    const own =
      output.outcome === decision.outcome &&
      output.horizon === decision.horizon &&
      output.arm === decision.arm &&
      output.reference === decision.reference;
    const { statistic } = output;
    if (own && (statistic === 'mean' || statistic === 'lower' || statistic === 'upper')) {
      columns[statistic][at] = outputs[index] ?? NaN;
    }
  }
}

function toDifference({ manifest }: ModelContent, outputs: readonly number[]): number {
  const at = manifest.outputs.findIndex(
    ({ horizon, reference, statistic }) =>
      horizon === manifest.decision?.horizon && reference !== undefined && statistic === 'mean',
  );
  return outputs[at] ?? NaN;
}

function toShown(input: Input, value: ModelCell): ShownValue {
  if (typeof value === 'string') return value;
  return Number.isNaN(value) ? null : toInputValue(input, value);
}

function toCell(input: Input, value: ShownValue): ModelCell {
  if (value === null) return NaN;
  if (input.type === 'category') return input.categories.indexOf(String(value));
  return value;
}

function toInputView(input: Input, index: number, row: FixtureRow, result: ResultView): InputView {
  const { advice, remarks } = result;
  const problem = row.problems.find(({ column }) => row.columns[index]?.includes(column ?? ''));
  const reason =
    advice.state === 'no-recommendation'
      ? advice.reasons.find((found) => 'input' in found && found.input === input.name)
      : undefined;
  const remark = remarks.find((found) => 'input' in found && found.input === input.name);
  const state = ((): InputView['state'] => {
    if (problem !== undefined) return 'refused';
    if (reason?.code === 'outside-limits' || reason?.code === 'outside-population') return reason.code;
    if (reason?.code === 'input-missing') return 'missing';
    if (remark?.code === 'imputed' || remark?.code === 'left-missing') return remark.code;
    return remark?.code === 'outside-development-range' ? 'outside-development' : 'fine';
  })();
  return {
    input: input.name,
    value: problem === undefined ? toShown(input, row.values[index] ?? NaN) : null,
    columns: row.columns[index] ?? [],
    cells: row.cells[index] ?? [],
    state,
    ...(remark?.code === 'imputed' ? { imputed: remark.value } : {}),
    ...(problem === undefined ? {} : { problem }),
  };
}
