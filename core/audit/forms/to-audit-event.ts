import type { Json } from '#core/audit/canonical.ts';
import { toCanonicalText } from '#core/audit/canonical.ts';
import type { Entry } from '#core/audit/entry.ts';
import { toEventKind } from '#core/audit/forms/event-kinds.ts';

const dicom = 'http://dicom.nema.org/resources/ontology/DCM';

/** 4 minor failure, 8 serious failure. */
const outcomes = { success: '0', refused: '4', failed: '8' } as const;

/**
 * An entry as an AuditEvent of FHIR R4 (https://hl7.org/fhir/R4/auditevent.html), with the patient as IHE's Basic Audit Log
 * Patterns have it: an entity of type 1 (person), role 1 (patient), by its pseudonym. `subtype` is the entry's type.
 * `log` is the random name of the log.
 */
export function toAuditEvent(entry: Entry, log: string): { readonly [key: string]: Json } {
  const { index, at, offsetMinutes, who, client, demo, type, ...details } = entry;
  const kind = toEventKind(entry);
  return {
    resourceType: 'AuditEvent',
    id: `${log}-${index}`,
    type: toCoding(dicom, ...kind.type),
    subtype: [
      toCoding('urn:visite:log-entry-type', type, type),
      ...(kind.subtype === undefined ? [] : [toCoding(dicom, ...kind.subtype)]),
    ],
    action: kind.action,
    recorded: toLocalTime(at, offsetMinutes),
    outcome: outcomes[kind.outcome],
    ...(demo ? { outcomeDesc: 'demonstration keys were trusted' } : {}),
    agent: toAgents(who, client),
    source: {
      observer: { display: 'Visite' },
      type: [
        toCoding('http://terminology.hl7.org/CodeSystem/security-source-type', '4', 'Application Server'),
      ],
    },
    entity: toEntities(entry, details),
  };
}

/** Who acted; on whose behalf; and the application, with the computer it ran on. */
function toAgents(who: Entry['who'], client: string | undefined): readonly Json[] {
  const behalf: readonly Json[] =
    who.onBehalfOf === undefined
      ? []
      : [{ type: toRole('PROV', 'healthcare provider'), who: { display: who.onBehalfOf }, requestor: false }];
  return [
    {
      type: toRole('AGNT', 'agent'),
      who: { display: who.name ?? who.account },
      altId: who.account,
      ...(who.name === undefined ? {} : { name: who.name }),
      ...(who.role === undefined ? {} : { role: [{ text: who.role }] }),
      requestor: true,
      ...(client === undefined ? {} : { network: { address: client, type: '1' } }),
    },
    ...behalf,
    {
      type: { coding: [toCoding(dicom, '110150', 'Application')] },
      who: { display: 'Visite' },
      requestor: false,
      ...(client === undefined ? {} : { network: { address: client, type: '1' } }),
    },
  ];
}

function toRole(code: string, display: string): Json {
  return { coding: [toCoding('http://terminology.hl7.org/CodeSystem/v3-RoleClass', code, display)] };
}

function toEntities(entry: Entry, details: object): readonly Json[] {
  const patient: readonly Json[] =
    'patient' in entry && entry.patient !== undefined
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
