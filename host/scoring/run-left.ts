/**
 * Why a signal stops a run that is to go on later: its files are left as a crash would leave them, whole up to its last
 * chunk, and the log has no end of it.
 */
export class RunLeft extends Error {
  readonly code = 'left';
  constructor() {
    super('it goes on at the next start');
    this.name = 'RunLeft';
  }
}
