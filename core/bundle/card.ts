import { z } from 'zod';
import { CalendarDate, LocalText, Name, PlainText, Sha256, Uri, Version } from '#core/bundle/fields.ts';
import { Metric, Validation } from '#core/bundle/metric.ts';

/**
 * card.json, format 1: the elements of the Coalition for Health AI's Applied Model Card, version 0.2
 * (https://mc.chai.org/v0.2/schema.xsd), with what a clinical model must say besides: convergence, calibration, and
 * what the data do and do not support. The comment behind a field names its element there. Lists of figures and sources
 * may be empty in a card for research and demonstration only.
 */

const KeyMetrics = z.strictObject({
  /** MetricGoal */
  goal: LocalText,
  /** Results */
  results: z.array(Metric),
  /** Interpretation */
  interpretation: LocalText,
  /** TestType */
  testType: LocalText,
  /** TestingDataDescription */
  testingData: LocalText,
  /** ValidationProcessAndJustification */
  validationProcess: LocalText,
});

const DataSource = z.strictObject({
  name: PlainText,
  description: LocalText,
  /** Persons used from this source. */
  patients: z.int().min(10),
  licence: PlainText,
  url: Uri.optional(),
  /** SHA-256 of the file, hexadecimal. */
  sha256: Sha256.optional(),
});

const Convergence = z.strictObject({
  chains: z.int().min(1),
  /** Draws of one chain that the model keeps. */
  drawsPerChain: z.int().min(1),
  quantities: z
    .array(
      z.strictObject({
        quantity: Name,
        rHat: z.number().positive(),
        effectiveDraws: z.number().positive(),
      }),
    )
    .min(1),
  interpretation: LocalText,
});

const Calibration = z.strictObject({
  outcome: Name,
  /** Absent where the outcome has no horizons. */
  horizon: z.number().positive().optional(),
  validation: Validation,
  slope: Metric,
  intercept: Metric,
  /** Groups by predicted probability, in ascending order. */
  groups: z
    .array(
      z.strictObject({
        patients: z.int().min(10),
        predicted: z.number().min(0).max(1),
        observed: z.number().min(0).max(1),
      }),
    )
    .min(2),
  interpretation: LocalText,
});

export const Card = z.strictObject({
  format: z.literal(1),
  /** BasicInfo */
  basic: z.strictObject({ name: LocalText, developer: PlainText, contact: PlainText }),
  /** ReleaseInfo */
  release: z.strictObject({
    stage: z.enum(['research', 'demonstration', 'pilot', 'clinical']),
    date: CalendarDate,
    version: Version,
    availability: LocalText,
    regulatoryApproval: LocalText,
  }),
  /** ModelSummary */
  summary: z.strictObject({ text: LocalText, keywords: z.array(PlainText) }),
  /** UsesAndDirections */
  uses: z.strictObject({
    /** IntendedUseAndWorkflow */
    intendedUse: LocalText,
    /** PrimaryIntendedUsers */
    intendedUsers: LocalText,
    howToUse: LocalText,
    /** TargetedPatientPopulation */
    population: LocalText,
    /** CautionedOutOfScopeSettings */
    outOfScope: LocalText,
  }),
  /** Warnings */
  warnings: z.strictObject({
    risksAndLimitations: z.array(LocalText).min(1),
    biasesAndEthics: z.array(LocalText).min(1),
    clinicalRiskLevel: LocalText,
  }),
  /** AISystemFacts */
  facts: z.strictObject({
    outcomesAndOutputs: LocalText,
    modelType: LocalText,
    inputDataSource: LocalText,
    dataTypes: LocalText,
    /** DevelopmentDataCharacterization */
    developmentData: z.strictObject({
      sources: z.array(DataSource),
      selection: LocalText,
      missingValues: LocalText,
      characteristics: LocalText,
    }),
    biasMitigation: LocalText,
    maintenance: LocalText,
    security: LocalText,
  }),
  /** TransparencyInformation */
  transparency: z.strictObject({
    funding: LocalText,
    thirdParty: LocalText,
    stakeholders: LocalText,
  }),
  /** KeyMetrics */
  metrics: z.strictObject({
    usefulness: KeyMetrics,
    fairness: KeyMetrics,
    safety: KeyMetrics,
  }),
  evidence: z.strictObject({
    /** What the data support, one statement each. */
    supported: z.array(LocalText).min(1),
    /** What the data do not support, one statement each. */
    notSupported: z.array(LocalText).min(1),
    calibration: z.array(Calibration),
    /** For models fitted by sampling. */
    convergence: Convergence.optional(),
  }),
  /** Resources */
  resources: z.strictObject({
    clinicalTrial: LocalText.optional(),
    /** PeerReviewedPublications and Bibliography: one citation each. */
    publications: z.array(z.strictObject({ citation: PlainText, url: Uri.optional() })),
    patientConsent: LocalText,
  }),
});

export type Card = z.infer<typeof Card>;
