import type { Entry, EntryType } from '#core/audit/entry.ts';

type Code = readonly [code: string, display: string];

export interface EventKind {
  /** Of DICOM's audit events (PS3.16, CID 400), as FHIR's audit-event-type takes them. */
  readonly type: Code;
  /** Of DICOM's kinds of such events (PS3.16, CID 401), where one fits. */
  readonly subtype?: Code;
  /** C create, R read, U update, D delete, E execute. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  readonly outcome: Outcome;
}

/** `refused`: the act was not carried out, by a rule. `failed`: it went wrong. */
export type Outcome = 'success' | 'refused' | 'failed';

const application: Code = ['110100', 'Application Activity'];
const logUsed: Code = ['110101', 'Audit Log Used'];
const exported: Code = ['110106', 'Export'];
const imported: Code = ['110107', 'Import'];
const patientRecord: Code = ['110110', 'Patient Record'];
const query: Code = ['110112', 'Query'];
const alert: Code = ['110113', 'Security Alert'];
const authentication: Code = ['110114', 'User Authentication'];

const started: Code = ['110120', 'Application Start'];
const stopped: Code = ['110121', 'Application Stop'];
const login: Code = ['110122', 'Login'];
const logout: Code = ['110123', 'Logout'];
const securitySet: Code = ['110129', 'Security Configuration'];
const softwareSet: Code = ['110131', 'Software Configuration'];
const recordingStarted: Code = ['110134', 'Audit Recording Started'];

type Members = Omit<EventKind, 'type' | 'action' | 'outcome'> & { readonly outcome?: Outcome };

function kind(type: Code, action: EventKind['action'], members: Members = {}): EventKind {
  return { type, action, outcome: 'success', ...members };
}

const kinds: Readonly<Record<EntryType, EventKind>> = {
  'log-created': kind(application, 'C', { subtype: recordingStarted }),
  'bundle-verified': kind(application, 'E'),
  'bundle-refused': kind(alert, 'E', { outcome: 'refused' }),
  'import-refused': kind(imported, 'C', { outcome: 'refused' }),
  'import-read': kind(imported, 'C'),
  'run-started': kind(imported, 'C'),
  inference: kind(patientRecord, 'E'),
  'what-if': kind(patientRecord, 'E'),
  'row-refused': kind(imported, 'C', { outcome: 'refused' }),
  'run-finished': kind(exported, 'R'),
  'run-resumed': kind(imported, 'C'),
  'run-aborted': kind(application, 'E', { outcome: 'failed' }),
  'log-viewed': kind(logUsed, 'R'),
  'log-verified': kind(logUsed, 'R'),
  'log-exported': kind(logUsed, 'R'),
  'log-replaced': kind(alert, 'C'),
  'checkpoint-missed': kind(alert, 'E', { outcome: 'failed' }),
  'anchor-changed': kind(application, 'U', { subtype: securitySet }),
  'sealed-deleted': kind(logUsed, 'D'),
  'trust-changed': kind(application, 'U', { subtype: securitySet }),
  'trust-refused': kind(alert, 'U', { subtype: securitySet, outcome: 'refused' }),
  'model-installed': kind(application, 'C', { subtype: softwareSet }),
  'model-released': kind(application, 'U', { subtype: softwareSet }),
  'model-withdrawn': kind(application, 'U', { subtype: softwareSet }),
  'model-rolled-back': kind(application, 'U', { subtype: softwareSet }),
  'model-refused': kind(alert, 'U', { subtype: softwareSet, outcome: 'refused' }),
  'clock-anomaly': kind(alert, 'E'),
  'application-started': kind(application, 'E', { subtype: started }),
  'application-stopped': kind(application, 'E', { subtype: stopped }),
  'session-started': kind(authentication, 'E', { subtype: login }),
  'session-refused': kind(authentication, 'E', { subtype: login, outcome: 'refused' }),
  'session-locked': kind(authentication, 'E'),
  'session-unlocked': kind(authentication, 'E'),
  'session-ended': kind(authentication, 'E', { subtype: logout }),
  'policy-changed': kind(application, 'U', { subtype: securitySet }),
  'site-key-sealed': kind(application, 'U', { subtype: securitySet }),
  'site-key-copied': kind(exported, 'R', { subtype: securitySet }),
  'patient-opened': kind(patientRecord, 'R'),
  'patients-searched': kind(query, 'E'),
  'advice-shown': kind(patientRecord, 'R'),
  'advice-accepted': kind(patientRecord, 'U'),
  'advice-overridden': kind(patientRecord, 'U'),
  'models-compared': kind(patientRecord, 'R'),
  'view-printed': kind(exported, 'R'),
  'view-copied': kind(exported, 'R'),
  'view-exported': kind(exported, 'R'),
  'request-blocked': kind(alert, 'E', { outcome: 'refused' }),
  'error-met': kind(application, 'E', { outcome: 'failed' }),
};

/** What an entry is among the audit events of others. */
export function toEventKind(entry: Entry): EventKind {
  const known = kinds[entry.type];
  return entry.type === 'log-verified' && !entry.ok ? { ...known, outcome: 'failed' } : known;
}
