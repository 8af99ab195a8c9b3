/** One thing that differs between two JSON values. `path` names it as a person would look for it. */
export interface Difference {
  readonly path: readonly string[];
  /** Text of the value before; undefined where there was none. */
  readonly before?: string;
  readonly after?: string;
}

/**
 * Every difference between two JSON values, in the order in which they stand. Members of objects are matched by their
 * name; members of lists by what names them (`name`, or outcome, horizon, arm and the like), else by their whole value: one
 * that is changed then is one less and one more. Nothing that differs is left out, not even an order.
 */
export function compareValues(
  before: unknown,
  after: unknown,
  path: readonly string[] = [],
): readonly Difference[] {
  if (toText(before) === toText(after)) return [];
  if (Array.isArray(before) && Array.isArray(after)) return compareLists(before, after, path);
  if (isObject(before) && isObject(after)) return compareMembers(toMap(before), toMap(after), path);
  return [toDifference(path, before, after)];
}

type Members = ReadonlyMap<string, unknown>;

function compareMembers(before: Members, after: Members, path: readonly string[]): readonly Difference[] {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.flatMap((name) => compareValues(before.get(name), after.get(name), [...path, name]));
}

function compareLists(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): readonly Difference[] {
  const [named, namedAfter] = [toNamed(before), toNamed(after)];
  const members =
    named !== undefined && namedAfter !== undefined ? compareMembers(named, namedAfter, path) : undefined;
  const found = members ?? compareWhole(before, after, path);
  if (found.length > 0) return found;
  const toNames = (list: readonly unknown[]) => list.map((value) => toLabel(value) || value);
  return [toDifference([...path, 'order'], toNames(before), toNames(after))];
}

/** Values without a name: what is only in one of the lists, as often as it is. */
function compareWhole(
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
): readonly Difference[] {
  const without = (from: readonly unknown[], others: readonly unknown[]): unknown[] => {
    const left = others.map(toText);
    return from.filter((value) => {
      const at = left.indexOf(toText(value));
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  };
  return [
    ...without(before, after).map((value) => toDifference(path, value, undefined)),
    ...without(after, before).map((value) => toDifference(path, undefined, value)),
  ];
}

/** Members by label; undefined where some have none, or one has the label of another. */
function toNamed(list: readonly unknown[]): Members | undefined {
  const labels = list.map(toLabel);
  if (labels.includes('') || new Set(labels).size !== list.length) return undefined;
  return new Map(labels.map((label, at) => [label, list[at]]));
}

/** What names a member of a list: its `name` with what it is measured on, or the fields that tell it from its like. */
const naming = [
  'name',
  'quantity',
  'input',
  'outcome',
  'horizon',
  'arm',
  'reference',
  'statistic',
  'class',
  'validation',
  'citation',
];

function toLabel(value: unknown): string {
  if (!isObject(value)) return typeof value === 'object' ? '' : toShown(value);
  const parts = naming.map((field) => value[field]).filter((part) => part !== undefined);
  return parts.map(toShown).join(' ');
}

function toDifference(path: readonly string[], before: unknown, after: unknown): Difference {
  return {
    path,
    ...(before === undefined ? {} : { before: toShown(before) }),
    ...(after === undefined ? {} : { after: toShown(after) }),
  };
}

function toShown(value: unknown): string {
  return typeof value === 'string' ? value : toText(value);
}

/** One text for one value, whatever the order of its members. */
function toText(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) =>
      isObject(part)
        ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
        : part,
    ) ?? ''
  );
}

function toMap(value: Readonly<Record<string, unknown>>): Members {
  return new Map(Object.entries(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
