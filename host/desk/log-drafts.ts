import type { Draft } from '#core/audit/draft.ts';
import type { OverrideReason } from '#core/contract/patients-view.ts';
import type { MappedRow } from '#core/mapping/mapped-row.ts';
import type { ScoredPatient } from '#host/scoring/row-scorer.ts';
import type { VerifiedBundle } from '#host/trust/verified-bundle.ts';

/** What a person does at the window, as the log takes it. */

interface BundleName {
  readonly id: string;
  readonly version: string;
  readonly sha256: string;
}

export function toBundleName({ id, version, digest }: VerifiedBundle): BundleName {
  return { id, version, sha256: digest };
}

export function bundleVerified(bundle: VerifiedBundle): Draft {
  const { publisher, mode, fingerprint } = bundle.signer;
  return {
    type: 'bundle-verified',
    bundle: toBundleName(bundle),
    publisher,
    signer: { mode, sha256: fingerprint },
  };
}

/** `result`: index of the entry that holds the result; absent where the row was refused. */
export function patientOpened(patient: string, bundle: VerifiedBundle, result: number | undefined): Draft[] {
  const opened: Draft = { type: 'patient-opened', patient, bundle: toBundleName(bundle) };
  if (result === undefined) return [opened];
  return [opened, { type: 'advice-shown', patient, bundle: toBundleName(bundle), result }];
}

export interface WhatIf {
  readonly run: string;
  readonly row: Pick<MappedRow, 'line' | 'patient'>;
  readonly scored: ScoredPatient;
  readonly changed: readonly string[];
}

export function whatIf({ run, row, scored, changed }: WhatIf): Draft {
  return {
    type: 'what-if',
    run,
    line: row.line,
    patient: row.patient,
    inputs: scored.row.values,
    outputs: scored.outputs ?? null,
    advice: scored.result.advice,
    remarks: scored.result.remarks,
    changed: [...changed],
  };
}

export function decided(
  patient: string,
  bundle: VerifiedBundle,
  result: number,
  decision:
    | { readonly kind: 'accepted' }
    | {
        readonly kind: 'overridden';
        readonly chosen?: string;
        readonly reason: OverrideReason | 'preference' | 'undone';
        readonly note?: string;
      },
): Draft {
  const given = { patient, bundle: toBundleName(bundle), result };
  if (decision.kind === 'accepted') return { type: 'advice-accepted', ...given };
  const { chosen, reason, note } = decision;
  return {
    type: 'advice-overridden',
    ...given,
    ...(chosen === undefined ? {} : { chosen }),
    reason,
    ...(note === undefined || note === '' ? {} : { text: note }),
  };
}
