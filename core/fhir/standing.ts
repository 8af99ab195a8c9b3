import { toFaultCell, type Cell } from '#core/fhir/cell.ts';
import { toCodesIn } from '#core/fhir/code-index.ts';
import type { ResourceColumn } from '#core/fhir/fhir-map.ts';
import type { JsonObject } from '#core/fhir/json-object.ts';

/**
 * Whether a resource counts for a column, by its status: `counts`; `left-out`, because it says itself that it holds
 * nothing to go by; `refused`, because it cannot be understood; `doubtful`, because it says that something may be so.
 */
export type Standing =
  | { readonly kind: 'counts' }
  | { readonly kind: 'left-out'; readonly reason: string }
  | { readonly kind: 'refused' | 'doubtful'; readonly reason: string; readonly cell: Cell };

const counts: Standing = { kind: 'counts' };
const clinicalSystem = 'http://terminology.hl7.org/CodeSystem/condition-clinical';
const verificationSystem = 'http://terminology.hl7.org/CodeSystem/condition-ver-status';
/** Requests that were made, and no plan or proposal. */
const intents = ['order', 'original-order', 'reflex-order', 'filler-order', 'instance-order'];
/** The other statuses and intents of R4. Only these are named in an account: it holds no text of a resource. */
const codes = new Set(
  `registered preliminary final amended corrected cancelled entered-in-error unknown preparation in-progress not-done
   on-hold stopped completed active draft proposal plan directive option`.split(/\s+/),
);
const notOfFhir = 'not of FHIR';
const now = ['active', 'recurrence', 'relapse'];
const notNow = ['inactive', 'remission', 'resolved'];

/** Modifier elements (https://hl7.org/fhir/R4/conformance-rules.html#isModifier) are all looked at here. */
export function toStanding(resource: JsonObject, column: ResourceColumn): Standing {
  const unknown = findUnknownModifier(resource);
  if (unknown !== undefined) return unknown;
  switch (column.from) {
    case 'observation':
      return byStatus(resource, ['final', 'amended', 'corrected']);
    case 'procedure':
      return byStatus(resource, ['completed']);
    case 'medication-request':
      return toRequestStanding(resource, column.statuses);
    case 'condition':
      return toConditionStanding(resource, column.clinical);
    default:
      throw column satisfies never;
  }
}

/** What changes the meaning of a resource in a way that no map knows, anywhere in it. */
export function findUnknownModifier(resource: JsonObject): Extract<Standing, { cell: Cell }> | undefined {
  if (resource['implicitRules'] !== undefined) return refused('implicit-rules');
  return holdsModifierExtension(resource) ? refused('modifier-extension') : undefined;
}

/** Without recursion: a hostile resource may be nested deeply. */
function holdsModifierExtension(resource: JsonObject): boolean {
  const open: unknown[] = [resource];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    if ('modifierExtension' in value) return true;
    for (const inner of Object.values(value))
      if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
  return false;
}

function byStatus(resource: JsonObject, allowed: readonly string[]): Standing {
  const status = resource['status'];
  if (typeof status !== 'string') return refused('no-status');
  return allowed.includes(status) ? counts : leftOut(`status ${codes.has(status) ? status : notOfFhir}`);
}

function toRequestStanding(request: JsonObject, statuses: readonly string[]): Standing {
  const intent = request['intent'];
  if (typeof intent !== 'string') return refused('no-status', 'intent');
  if (!intents.includes(intent)) return leftOut(`intent ${codes.has(intent) ? intent : notOfFhir}`);
  if (request['doNotPerform'] === true) return leftOut('do not perform');
  return byStatus(request, statuses);
}

function toConditionStanding(condition: JsonObject, clinical: 'ever' | 'now'): Standing {
  const verification = readStatusCode(condition['verificationStatus'], verificationSystem);
  switch (verification) {
    case undefined:
    case 'confirmed':
      break;
    case 'entered-in-error':
    case 'refuted':
      return leftOut(`verification ${verification}`);
    case 'unconfirmed':
    case 'provisional':
    case 'differential':
      return {
        kind: 'doubtful',
        reason: 'not-confirmed',
        cell: toFaultCell('not-confirmed', verification),
      };
    default:
      return refused('no-status', 'verificationStatus');
  }
  if (clinical === 'ever') return counts;
  const status = readStatusCode(condition['clinicalStatus'], clinicalSystem);
  if (status !== undefined && now.includes(status)) return counts;
  if (status !== undefined && notNow.includes(status)) return leftOut(`clinical ${status}`);
  return refused('no-clinical-status');
}

/** The one code of a status in its system; undefined where there is no status, `` where it is not understood. */
function readStatusCode(concept: unknown, system: string): string | undefined {
  if (concept === undefined) return undefined;
  const [code, ...others] = toCodesIn(concept, system);
  return code === undefined || others.length > 0 ? '' : code;
}

function leftOut(reason: string): Standing {
  return { kind: 'left-out', reason };
}

function refused(
  fault: 'no-status' | 'no-clinical-status' | 'implicit-rules' | 'modifier-extension',
  detail = '',
): Extract<Standing, { cell: Cell }> {
  return { kind: 'refused', reason: fault, cell: toFaultCell(fault, detail) };
}
