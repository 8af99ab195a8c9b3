/** How far a job is. Every job that takes over a second tells this a few times a second. */
export interface ProgressView {
  readonly job: 'check' | 'score' | 'batch' | 'verify-log' | 'export-log' | 'verify-model';
  readonly phase: 'reading' | 'checking' | 'scoring' | 'writing' | 'verifying';
  readonly rows: number;
  /** Rows of the whole, once they were counted. */
  readonly total?: number;
  /** Share of the bytes or entries, 0 to 1; undefined where it is not known. */
  readonly share: number | undefined;
  readonly rowsPerSecond: number | undefined;
  readonly secondsLeft: number | undefined;
}
