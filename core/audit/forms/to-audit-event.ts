import type { Json } from '#core/audit/canonical.ts';
import { toCanonicalText } from '#core/audit/canonical.ts';
import type { Entry, EntryType } from '#core/audit/entry.ts';

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';

interface EventKind {
  /** Code and display of DICOM's audit events (PS3.16, CID 400), as FHIR's audit-event-type takes them. */
  readonly type: readonly [code: string, display: string];
  /** C create, R read, U update, D delete, E execute. */
  readonly action: 'C' | 'R' | 'U' | 'D' | 'E';
  /** 0 success, 4 minor failure (the act was refused), 8 serious failure. */
  readonly outcome: '0' | '4' | '8';
}

const application = ['110100', 'Application Activity'] as const;
const imported = ['110107', 'Import'] as const;
const logUsed = ['110101', 'Audit Log Used'] as const;
const kinds: Readonly<Partial<Record<EntryType, EventKind>>> = {
  'log-created': { type: application, action: 'C', outcome: '0' },
  'bundle-verified': { type: ['110126', 'Node Authentication'], action: 'E', outcome: '0' },
  'bundle-refused': { type: ['110126', 'Node Authentication'], action: 'E', outcome: '4' },
  'import-refused': { type: imported, action: 'C', outcome: '4' },
  'run-started': { type: imported, action: 'C', outcome: '0' },
  inference: { type: ['110110', 'Patient Record'], action: 'E', outcome: '0' },
  'row-refused': { type: imported, action: 'C', outcome: '4' },
  'run-finished': { type: ['110106', 'Export'], action: 'R', outcome: '0' },
  'run-aborted': { type: application, action: 'E', outcome: '8' },
  'log-verified': { type: logUsed, action: 'R', outcome: '0' },
  'log-exported': { type: logUsed, action: 'R', outcome: '0' },
};
const anyAct: EventKind = { type: application, action: 'E', outcome: '0' };

/**
 * An entry as an AuditEvent of FHIR R4 (https://hl7.org/fhir/R4/auditevent.html), with the patient as IHE's Basic Audit Log
 * Patterns have it: an entity of type 1 (person), role 1 (patient), by its pseudonym. `subtype` is the entry's type.
 * `log` is the random name of the log.
 */
export function toAuditEvent(entry: Entry, log: string): { readonly [key: string]: Json } {
  const { index, at, offsetMinutes, who, demo, type, ...details } = entry;
  const kind = kinds[type] ?? anyAct;
  return {
    resourceType: 'AuditEvent',
    id: `${log}-${index}`,
    type: toCoding(dicom, ...kind.type),
    subtype: [toCoding('urn:visite:log-entry-type', type, type)],
    action: kind.action,
    recorded: toLocalTime(at, offsetMinutes),
    outcome: kind.outcome,
    ...(demo ? { outcomeDesc: 'demonstration keys were trusted' } : {}),
    agent: [
      {
        type: { coding: [toCoding('http://terminology.hl7.org/CodeSystem/v3-RoleClass', 'AGNT', 'agent')] },
        who: { display: who.name ?? who.account },
        altId: who.account,
        ...(who.name === undefined ? {} : { name: who.name }),
        ...(who.role === undefined ? {} : { role: [{ text: who.role }] }),
        requestor: true,
      },
    ],
    source: {
      observer: { display: 'Visite' },
      type: [
        toCoding('http://terminology.hl7.org/CodeSystem/security-source-type', '4', 'Application Server'),
      ],
    },
    entity: toEntities(entry, details),
  };
}

function toEntities(entry: Entry, details: object): readonly Json[] {
  const patient: readonly Json[] =
    entry.type === 'inference'
      ? [
          {
            what: { identifier: { system: 'urn:visite:patient-pseudonym', value: entry.patient } },
            type: toCoding('http://terminology.hl7.org/CodeSystem/audit-entity-type', '1', 'Person'),
            role: toCoding('http://terminology.hl7.org/CodeSystem/object-role', '1', 'Patient'),
          },
        ]
      : [];
  return [
    ...patient,
    {
      what: { identifier: { system: 'urn:visite:log-entry', value: String(entry.index) } },
      type: toCoding('http://terminology.hl7.org/CodeSystem/audit-entity-type', '4', 'Other'),
      role: toCoding('http://terminology.hl7.org/CodeSystem/object-role', '13', 'Security Resource'),
      detail: Object.entries(details).map(([name, value]: [string, Json]) => ({
        type: name,
        valueString: typeof value === 'string' ? value : toCanonicalText(value),
      })),
    },
  ];
}

function toCoding(system: string, code: string, display: string): { readonly [key: string]: Json } {
  return { system, code, display };
}

/** An instant of FHIR: local time with its offset. */
function toLocalTime(at: string, offsetMinutes: number): string {
  const local = new Date(Date.parse(at) + 60_000 * offsetMinutes).toISOString().slice(0, -1);
  const [hours, minutes] = [Math.floor(Math.abs(offsetMinutes) / 60), Math.abs(offsetMinutes) % 60];
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(hours)}:${two(minutes)}`;
}
