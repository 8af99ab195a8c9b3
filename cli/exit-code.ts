/** Exit codes of the command line; they do not change between versions (docs/command-line.md). */
export const exitCode = {
  done: 0,
  ownMistake: 1,
  usage: 2,
  bundleRefused: 3,
  inputRefused: 4,
  outputFailed: 5,
  modelFailed: 6,
  logFailed: 7,
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
