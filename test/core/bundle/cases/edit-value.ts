import type { Random } from '#test/core/bundle/cases/random.ts';

/** Replaces, removes or renames one value somewhere inside a JSON value. */
export function editValue(root: unknown, random: Random): void {
  const places: (readonly [object, string])[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, part] of Object.entries(value)) {
      places.push([value, key]);
      walk(part);
    }
  };
  walk(root);
  if (places.length === 0) return;
  const [parent, key] = random.pick(places);
  const old: unknown = Reflect.get(parent, key);
  switch (random.below(4)) {
    case 0:
      if (Array.isArray(parent)) parent.splice(Number(key), 1);
      else Reflect.deleteProperty(parent, key);
      break;
    case 1:
      if (Array.isArray(parent)) parent.push(old);
      else Reflect.set(parent, random.pick(['zz', 'de', key.toUpperCase(), `${key}-x`]), old);
      break;
    default:
      Reflect.set(parent, key, random.pick(replacements(old)));
  }
}

function replacements(old: unknown): readonly unknown[] {
  const numbers = [0, -1, 1, 9, 10, 0.5, 1.5, 1e300, 5e-324];
  const texts = ['', 'a', 'A', 'de', '1-9', 'a b', 'male', 'treatment', '\u202e', String(old)];
  return [...numbers, ...texts, null, true, [], {}, [old], { nl: old }];
}
