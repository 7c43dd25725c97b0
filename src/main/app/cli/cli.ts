import type { CliHost } from '#main/app/cli/cli-host.ts';
import type { CliTexts } from '#main/app/cli/cli-texts.ts';

/** Where a command writes. Results go to `out`, everything said on the way to `err`, so that a pipe gets results only. */
export interface CliStreams {
  out(text: string): void;
  err(text: string): void;
}

/** What every command is given. */
export interface Cli {
  readonly host: CliHost;
  readonly texts: CliTexts;
  readonly streams: CliStreams;
  /** The folder where the person typed the command: relative paths begin there. */
  readonly workingDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}
