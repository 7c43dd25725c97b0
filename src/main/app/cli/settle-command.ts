import type { Cli } from '#main/app/cli/cli.ts';
import { UsageError } from '#main/app/cli/command-result.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { EXIT } from '#main/app/cli/exit-codes.ts';
import type { ExitCode } from '#main/app/cli/exit-codes.ts';
import { refusalOf } from '#main/app/refusal-of.ts';
import { AppError } from '#shared/errors/app-error.ts';

interface Failure {
  readonly exitCode: ExitCode;
  readonly code: string;
  readonly title: string;
  readonly advice: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Runs a command to its end and prints how it went. With `--json` exactly one JSON object goes to standard output, whatever happens. */
export async function settle(cli: Cli, isJson: boolean, run: () => Promise<CommandResult>): Promise<ExitCode> {
  const { streams } = cli;
  try {
    const { ok, data, lines, isPrinted, exitCode = ok ? EXIT.ok : EXIT.foundProblems } = await run();
    if (isPrinted) return exitCode;
    if (isJson) streams.out(`${JSON.stringify({ ok, exitCode, ...data }, null, 2)}\n`);
    else for (const line of lines) streams.out(`${line}\n`);
    return exitCode;
  } catch (error) {
    const { exitCode, ...failure } = failureOf(cli, error);
    if (isJson) streams.out(`${JSON.stringify({ ok: false, exitCode, error: failure }, null, 2)}\n`);
    else streams.err(`packbench: ${[failure.title, failure.advice].filter(Boolean).join('\n')}\n(${failure.code})\n`);
    return exitCode;
  }
}

function failureOf({ texts }: Cli, error: unknown): Failure {
  if (error instanceof UsageError) {
    const title = texts(`usage.${error.key}`, error.data);
    const data = { reason: error.key, ...error.data };
    return { exitCode: EXIT.usage, code: 'USAGE', title, advice: texts('usage.seeHelp'), data };
  }
  const { code, data } = refusalOf(error);
  const { title, advice } = texts.explain(code, data);
  if (code !== 'ERR_HOST_INTERNAL' || error instanceof AppError)
    return { exitCode: EXIT.couldNotRun, code, title, advice, data };
  const detail = error instanceof Error ? error.message : String(error);
  return {
    exitCode: EXIT.couldNotRun,
    code,
    title: texts('pair', { name: title, text: detail }),
    advice,
    data: { detail },
  };
}
