/** Size and root of a log at one time: what is kept in another place to find out later whether entries are gone. */
export interface TreeHead {
  /** Number of entries. */
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly root: string;
}

/** `size:root`. */
export function toTreeHeadText({ size, root }: TreeHead): string {
  return `${size}:${root}`;
}

/** Undefined where the text is not `size:root`. */
export function parseTreeHead(text: string): TreeHead | undefined {
  const [, size, root] = /^(0|[1-9][0-9]{0,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (size === undefined || root === undefined || !Number.isSafeInteger(Number(size))) return undefined;
  return { size: Number(size), root };
}
