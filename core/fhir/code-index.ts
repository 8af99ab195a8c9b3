import type { CodeMatch } from '#core/fhir/fhir-map.ts';
import { toObject, toObjects, toText, type JsonObject } from '#core/fhir/json-object.ts';

/** Which columns a coded concept is for. */
export class CodeIndex {
  readonly #exact = new Map<string, number[]>();
  readonly #starts: { readonly system: string; readonly start: string; readonly column: number }[] = [];

  add(column: number, codes: readonly CodeMatch[]): void {
    for (const match of codes) {
      if ('startsWith' in match) {
        this.#starts.push({ system: match.system, start: match.startsWith, column });
        continue;
      }
      const key = toKey(match.system, match.code);
      const columns = this.#exact.get(key);
      if (columns === undefined) this.#exact.set(key, [column]);
      else columns.push(column);
    }
  }

  /** Columns of a CodeableConcept: those of any of its codings, each once. */
  find(concept: unknown): readonly number[] {
    let found: readonly number[] = [];
    for (const { system, code } of toCodings(concept)) {
      const exact = this.#exact.get(toKey(system, code)) ?? [];
      found = found.length === 0 ? exact : [...found, ...exact];
      for (const { system: of, start, column } of this.#starts) {
        if (of === system && code.startsWith(start)) found = [...found, column];
      }
    }
    return found.length < 2 ? found : [...new Set(found)];
  }
}

export interface Coding {
  readonly system: string;
  readonly code: string;
}

/** Codings of a CodeableConcept that have both a system and a code. */
export function toCodings(concept: unknown): readonly Coding[] {
  return toObjects(toObject(concept)['coding']).flatMap((coding: JsonObject) => {
    const system = toText(coding['system']);
    const code = toText(coding['code']);
    return system === undefined || code === undefined ? [] : [{ system, code }];
  });
}

/** The codes of a concept in one system, each once. */
export function toCodesIn(concept: unknown, system: string): readonly string[] {
  return [
    ...new Set(
      toCodings(concept)
        .filter((coding) => coding.system === system)
        .map(({ code }) => code),
    ),
  ];
}

function toKey(system: string, code: string): string {
  return `${system}|${code}`;
}
