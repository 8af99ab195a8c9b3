/** A time as part of a name of a file: `20261124-091203`, UTC. */
export function toFileStamp(now: Date): string {
  return now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
