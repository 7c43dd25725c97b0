import type { TextData } from '#main/app/cli/cli-texts.ts';
import type { ExitCode } from '#main/app/cli/exit-codes.ts';

/** How a command ended. With `--json` the data is printed as one object with `ok`, else the lines. */
export interface CommandResult {
  /** False: it ran and found problems (exit code 1). */
  readonly ok: boolean;
  readonly data: Readonly<Record<string, unknown>>;
  readonly lines: readonly string[];
  /** Where neither 0 nor 1 says it. */
  readonly exitCode?: ExitCode;
  /** The command has printed its result itself, also as JSON. */
  readonly isPrinted?: true;
}

/** The command line is wrong (exit code 2). `key` names a text of cli.json under `usage`. */
export class UsageError extends Error {
  readonly key: string;
  readonly data: TextData;

  constructor(key: string, data: TextData = {}) {
    super(`${key} ${JSON.stringify(data)}`);
    this.name = 'UsageError';
    this.key = key;
    this.data = data;
  }
}
