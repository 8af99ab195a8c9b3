import { toObject, toText } from '#core/fhir/json-object.ts';

const version = /\/_history\/[^/]+$/;
const restful = /^(?<base>https?:\/\/.+)\/[A-Za-z]+\/[A-Za-z0-9.-]{1,64}$/;
const absolute = /^[a-z][a-z0-9+.-]*:/;
const local = /(?:^|\/)(?<local>[A-Z][A-Za-z]+\/[A-Za-z0-9.-]{1,64})$/;

/**
 * The literal reference of a Reference, without a version, from a resource that stands at `fullUrl`: a relative one is
 * relative to its server (https://hl7.org/fhir/R4/bundle.html#references). Undefined where there is none.
 */
export function toReferenceKey(reference: unknown, fullUrl: string | undefined): string | undefined {
  const text = toText(toObject(reference)['reference'])?.replace(version, '');
  if (text === undefined || text === '') return undefined;
  if (text.startsWith('#') || absolute.test(text)) return text;
  const base = fullUrl === undefined ? undefined : restful.exec(fullUrl)?.groups?.['base'];
  return base === undefined ? text : `${base}/${text}`;
}

/** `http://server/fhir/Patient/1` and `Patient/1` → `Patient/1`; undefined for anything else, such as `urn:uuid:…`. */
export function toLocalKey(key: string): string | undefined {
  return local.exec(key)?.groups?.['local'];
}

/** The server of an absolute reference, `` of a relative one; undefined for anything else. */
export function toServer(key: string): string | undefined {
  if (!absolute.test(key)) return '';
  return restful.exec(key)?.groups?.['base'];
}
