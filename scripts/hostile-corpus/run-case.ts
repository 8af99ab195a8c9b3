import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toAdvisor } from '#core/advice/advise.ts';
import { BundleError } from '#core/bundle/bundle-error.ts';
import { toContainer } from '#core/bundle/container.ts';
import { loadDeadlineMs, rowDeadlineMs } from '#host/runner/engine-limits.ts';
import { Runner } from '#host/runner/open-runner.ts';
import { RunnerError } from '#host/runner/runner-error.ts';
import { sign } from '#host/trust/sign.ts';
import { verifyBundle, type VerifiedBundle } from '#host/trust/verified-bundle.ts';
import { readHostileModule, type HostileCase } from '#scripts/hostile-corpus/read-corpus.ts';

/** How a hostile module ended, in the words of the corpus: `refused import`, `runs`. */
export interface HostileEnd {
  readonly end: string;
  /** Of the error, or empty. */
  readonly message: string;
  /** From handing the module over. */
  readonly tookMs: number;
}

/** The smallest bundle, into which each hostile module is put. */
const minimal = join(import.meta.dirname, '../../test/vectors/bundle/minimal');
const files = [
  'manifest.json',
  'card.json',
  'golden.json',
  'reference.json',
  'texts/en.json',
  'texts/nl.json',
];
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

/**
 * Signs the module as a validly signed bundle, hands it to a model's process and asks for one patient, as a run does.
 * The caller lives, whatever it is.
 */
export async function runHostileCase(one: HostileCase): Promise<HostileEnd> {
  let startMs = performance.now();
  const toEnd = (end: string, message = ''): HostileEnd => ({
    end,
    message,
    tookMs: performance.now() - startMs,
  });
  let bundle: VerifiedBundle;
  try {
    bundle = toSignedBundle(one);
  } catch (error) {
    if (error instanceof BundleError) return toEnd(`refused bundle:${error.code}`, error.message);
    throw error;
  }
  startMs = performance.now();
  const runner = Runner.start({ threads: 1 });
  try {
    await runner.load(bundle);
  } catch (error) {
    return toEnd(`refused ${toCode(error)}`, toMessage(error));
  }
  try {
    const { output } = await runner.predict(1, Float64Array.of(50, 0, 1), one.deadlineMs);
    const advice = toAdvisor(bundle.bundle.manifest)(output);
    if (advice.state !== 'no-recommendation') return toEnd('runs');
    const [reason] = advice.reasons;
    return toEnd(`noRecommendation ${reason?.code === 'output-invalid' ? reason.fault : reason?.code}`);
  } catch (error) {
    return toEnd(`stopped ${toCode(error)}`, toMessage(error));
  } finally {
    runner.close();
  }
}

/** The ends that the corpus allows, in the same words. */
export function toAllowedEnds({ expect }: HostileCase): readonly string[] {
  const { refused = [], stopped = [], noRecommendation, runs } = expect;
  return [
    ...refused.map((code) => `refused ${code}`),
    ...stopped.map((code) => `stopped ${code}`),
    ...(noRecommendation === undefined ? [] : [`noRecommendation ${noRecommendation}`]),
    ...(runs === true ? ['runs'] : []),
  ];
}

/** The deadlines with what a killed process may overrun them by (D24), and the start of the process. */
export function toWithinMs({ withinMs, expect, deadlineMs = rowDeadlineMs }: HostileCase): number {
  const startMs = 5_000;
  if (withinMs !== undefined) return withinMs;
  const loadMs = expect.refused === undefined || isKilled(expect.refused) ? loadDeadlineMs : 0;
  return startMs + loadMs + Math.max(2 * deadlineMs, deadlineMs + 250);
}

function isKilled(codes: readonly string[]): boolean {
  return codes.some((code) => code.startsWith('runner-'));
}

function toSignedBundle(one: HostileCase): VerifiedBundle {
  const read = (name: string): Uint8Array => new Uint8Array(readFileSync(join(minimal, name)));
  const contents = new Map(files.map((name) => [name, read(name)]));
  contents.set('model.wasm', readHostileModule(one));
  const manifest = new TextDecoder()
    .decode(contents.get('manifest.json'))
    .replace('"fuelPerRow": 10000', `"fuelPerRow": ${one.fuelPerRow ?? 10_000}`);
  contents.set('manifest.json', new TextEncoder().encode(manifest));
  // safe: the manifest of the minimal bundle, which is checked again below
  const { id, version, publisher } = JSON.parse(manifest) as Record<'id' | 'version' | 'publisher', string>;
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const signature = sign(contents, `${id}@${version}`, { key });
  const container = toContainer(new Map([...contents, ['model.sig', signature]]));
  const anchors = { keys: [{ pem, publisher }], roots: [], revokedFingerprints: [] };
  return verifyBundle(container, anchors, new Date());
}

function toCode(error: unknown): string {
  return error instanceof RunnerError ? error.code.replace('engine:', '') : `unknown: ${String(error)}`;
}

function toMessage(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
