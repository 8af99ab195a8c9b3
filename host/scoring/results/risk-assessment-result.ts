import type { Manifest } from '#core/bundle/manifest.ts';
import { toRiskAssessments, type AssessmentRun, type PatientIdentity } from '#core/fhir/risk-assessment.ts';
import type { Profile } from '#core/mapping/profile.ts';
import type { OutputPlace } from '#host/scoring/results/output-bytes.ts';
import type { ResultFile } from '#host/scoring/results/result-file.ts';
import { createTextFile } from '#host/scoring/results/text-file.ts';

/**
 * The result as RiskAssessments of FHIR R4, NDJSON: one for each patient, arm and outcome. Refused and skipped rows
 * have none; they stand in the file of refused rows. @throws FileError
 */
export function createRiskAssessments(
  place: OutputPlace,
  manifest: Manifest,
  profile: Pick<Profile, 'form' | 'patient'>,
  run: AssessmentRun,
): ResultFile {
  const identity = toIdentity(profile);
  return createTextFile(place, 'result', 'utf-8', '', (slots) => {
    let text = '';
    for (const { line, patient } of slots) {
      if (patient === undefined) continue;
      const { row, result } = patient;
      const assessed = { line, patient: row.patient, identity, result };
      for (const resource of toRiskAssessments(manifest, assessed, run))
        text += `${JSON.stringify(resource)}\n`;
    }
    return { text, escapedCells: 0 };
  });
}

function toIdentity({ form, patient }: Pick<Profile, 'form' | 'patient'>): PatientIdentity {
  const column =
    form?.kind === 'fhir' ? form.columns.find(({ title }) => title === patient.column) : undefined;
  if (column?.from === 'patient' && column.field === 'id') return { kind: 'resource-id' };
  return column?.from === 'identifier'
    ? { kind: 'identifier', system: column.system }
    : { kind: 'identifier' };
}
