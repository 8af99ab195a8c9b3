import { toModelCall } from '#core/bundle/model-call.ts';
import { toModelRow, toRows } from '#core/bundle/input-block.ts';
import { toRowMapper } from '#core/mapping/map-row.ts';
import type { ModelContent } from '#core/contract/models-view.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { checkExport } from '#host/scoring/check-export.ts';
import { readExport } from '#host/scoring/read-export.ts';
import { readProfile } from '#host/scoring/read-profile.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { readBundle } from '#cli/read-bundle.ts';
import { FixtureDesk, type FixtureModel, type FixtureRow } from '#test/renderer/fixture-desk.ts';

const assets = new URL('../../assets/', import.meta.url).pathname;

/** The demonstration's export and models, computed by the engine. Close it. */
export async function openDemoDesk(): Promise<{ readonly desk: FixtureDesk; readonly close: () => void }> {
  const bundles = await Promise.all(
    ['colon-adjuvant', 'colon-adjuvant-bcf'].map((id) =>
      readBundle(`${assets}models/${id}/${id}-1.0.0.visite`, { demo: true }),
    ),
  );
  const runners = await Promise.all(bundles.map((bundle) => Runner.open(bundle)));
  const [first, second] = bundles.map((bundle, at) => toModel(bundle, runners[at]));
  if (first === undefined || second === undefined) throw new Error('two models were opened');
  const rows = await readRows(first.content.manifest);
  return {
    desk: new FixtureDesk(first, rows, second),
    close: () => {
      for (const runner of runners) runner.close();
    },
  };
}

function toModel(bundle: VerifiedBundle, runner: Runner | undefined): FixtureModel {
  if (runner === undefined) throw new Error('every bundle has a runner');
  const { manifest, card, reference, texts } = bundle.bundle;
  const content: ModelContent = {
    ref: `${bundle.id}@${bundle.version}`,
    sha256: bundle.digest,
    manifest,
    card,
    reference,
    texts: Object.fromEntries(texts),
  };
  return {
    content,
    predict: async (rows) => {
      const call = toModelCall(
        manifest,
        rows.map((values) => toModelRow(manifest, values)),
      );
      const { output } = await runner.predict(rows.length, call.input, 60_000, call.texts);
      return toRows(output, rows.length);
    },
  };
}

async function readRows(manifest: ModelContent['manifest']): Promise<FixtureRow[]> {
  const { profile } = readProfile(`${assets}exports/colon-epd-export.profile.json`);
  const checked = await checkExport(
    `${assets}exports/colon-epd-export.csv`,
    profile,
    manifest,
    undefined,
    'tell',
  );
  const mapRow = toRowMapper(profile, checked.header, manifest, checked.visits);
  const { titles } = checked.header;
  const rows: FixtureRow[] = [];
  for await (const items of readExport(checked, () => undefined)) {
    for (const item of items) {
      if (item.kind !== 'row') continue;
      const mapped = mapRow(item.row);
      if (mapped.kind !== 'patient') continue;
      const columns = mapped.sources.map((source) => (source === '' ? [] : source.split(', ')));
      const other = checked.duplicates.get(mapped.line);
      rows.push({
        line: mapped.line,
        patient: mapped.patient,
        values: mapped.values,
        columns,
        cells: columns.map((names) => names.map((name) => item.row.cells[titles.indexOf(name)] ?? '')),
        problems: mapped.problems,
        remarks: other === undefined ? [] : [{ code: 'duplicate-patient', line: other }],
      });
    }
  }
  return rows;
}
