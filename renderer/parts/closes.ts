/** Whether what the rows that were read became is all of them. */
export function closes(read: number, parts: readonly number[]): boolean {
  return parts.reduce((sum, part) => sum + part, 0) === read;
}
