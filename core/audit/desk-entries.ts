import { z } from 'zod';
import {
  BundleName,
  Code,
  Confinement,
  Count,
  Counts,
  envelope,
  File,
  Index,
  KeyedDigest,
  ProfileName,
  Run,
  Sealed,
  Text,
} from '#core/audit/entry-fields.ts';
import { Name, Sha256 } from '#core/bundle/fields.ts';

/** What a person does at the application, and what the application does around it. */

const ApplicationStarted = {
  /** `visite` for the command line. */
  program: Name,
  /** By part: the program itself, its engine, its platform. */
  versions: z.record(Name, Text),
  /** Of the desktop application: each fuse and whether it is on. */
  fuses: z.record(z.string().regex(/^[a-zA-Z0-9]{1,64}$/), z.boolean()).optional(),
};

const ImportRead = {
  file: File,
  profile: ProfileName.optional(),
  bundle: BundleName.optional(),
  rows: Count,
  refused: Count,
  /** Rows by the problem they were refused for. */
  problems: Counts,
};

/** Name of a site key (not the key). */
const KeyName = z.string().regex(/^[0-9a-f]{16}$/);

/** Advice that the log holds: `result` is the index of its entry `inference` or `what-if`. */
const GivenAdvice = { patient: KeyedDigest, bundle: BundleName, result: Index };

const ModelsCompared = {
  patient: KeyedDigest,
  bundles: z.array(BundleName).min(2).max(16),
  results: z.array(Index).min(2).max(16),
};

/** What left the screen. `view` says what it was, such as `advice`, `run-report` or `patient-list`. */
const Taken = {
  view: Code,
  patient: KeyedDigest.optional(),
  bundle: BundleName.optional(),
  run: Run.optional(),
  result: Index.optional(),
};

function entry<Type extends string, Shape extends z.core.$ZodLooseShape>(type: Type, shape: Shape) {
  return z.strictObject({ ...envelope, type: z.literal(type), ...shape });
}

export const deskEntries = [
  entry('application-started', ApplicationStarted),
  entry('application-stopped', { reason: Code }),
  /** `method`: how it is known who acts, such as `operating-system` or `confirmed`. */
  entry('session-started', { method: Code }),
  entry('session-refused', { code: Code }),
  entry('session-locked', { reason: Code }),
  entry('session-unlocked', {}),
  entry('session-ended', { reason: Code }),
  /** Digests of the policy file; the first time there is none before it. */
  entry('policy-changed', { from: Sha256.optional(), to: Sha256 }),
  /** The site key was put under the operating system's store. */
  entry('site-key-sealed', { key: KeyName }),
  /** A recovery copy of the site key was asked for, which opens all that is sealed. */
  entry('site-key-copied', { key: KeyName }),
  entry('import-read', ImportRead),
  /** A run that was cut off goes on behind the rows that its files already had. */
  entry('run-resumed', { run: Run, rows: Count, confinement: Confinement.optional() }),
  entry('patient-opened', { patient: KeyedDigest, bundle: BundleName.optional() }),
  /** `by`: what was searched for, such as `number`. The text itself is sealed. */
  entry('patients-searched', { by: Code, found: Count, sealed: Sealed.optional() }),
  entry('advice-shown', GivenAdvice),
  entry('advice-accepted', GivenAdvice),
  /** `chosen` is an arm of the model, absent where it has none that was chosen. The note is sealed. */
  entry('advice-overridden', {
    ...GivenAdvice,
    chosen: Name.optional(),
    reason: Code,
    sealed: Sealed.optional(),
  }),
  entry('models-compared', ModelsCompared),
  entry('view-printed', Taken),
  entry('view-copied', Taken),
  entry('view-exported', { ...Taken, file: File }),
  /** `kind`: what was asked for, such as `network`, `navigation` or `permission`. Its target is sealed. */
  entry('request-blocked', { kind: Code, count: Count.min(1), sealed: Sealed.optional() }),
  /** `action`: what was under way. */
  entry('error-met', { action: Code, code: Code }),
] as const;
