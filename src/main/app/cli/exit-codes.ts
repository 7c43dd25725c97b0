/** What a command tells the script that ran it; documented in docs/command-line.md. */
export const EXIT = {
  ok: 0,
  /** It ran, and what it looked at has problems: a broken chain, rows that cannot be imported, a failed check. */
  foundProblems: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** It could not run: the data is in use, missing or locked, a file cannot be read, a port is taken. */
  couldNotRun: 3,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
