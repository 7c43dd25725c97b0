import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandShape, CommonOptions } from '#main/app/cli/add-command.ts';
import type { CliTexts } from '#main/app/cli/cli-texts.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { runDoctor } from '#main/app/cli/doctor/run-doctor.ts';
import { dataDirOf, wholeNumber } from '#main/app/cli/read-options.ts';

interface DoctorOptions extends CommonOptions {
  readonly port?: number;
}

/** `packbench doctor`: what is wrong with this machine, and what to do. */
export function doctorCommand(cli: Cli): CommandShape<DoctorOptions> {
  return {
    name: 'doctor',
    shape: (command) => command.option('--port <number>', cli.texts('doctor.portOption'), wholeNumber(1, 65_535)),
    run: async (_words, options) => report(cli, await runDoctor(cli.host, dataDirOf(cli, options), options.port ?? 0)),
  };
}

function report(cli: Cli, findings: readonly Finding[]): CommandResult {
  const failed = findings.filter(({ state }) => state === 'failed').length;
  return {
    ok: failed === 0,
    data: { findings: findings.map((finding) => ({ ...finding, ...wordsOf(cli, finding) })) },
    lines: [
      ...findings.flatMap((finding) => describe(cli, finding)),
      cli.texts(failed === 0 ? 'doctor.healthy' : 'doctor.ill', { failed }),
    ],
  };
}

function wordsOf({ texts }: Cli, { name, state, data }: Finding): { text: string; advice: string } {
  const needsAdvice = state === 'failed' || state === 'warning';
  const words = Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      value === 'yes' || value === 'no' ? texts(`doctor.${value}`) : value,
    ]),
  );
  words['detail'] = detailOf(texts, data);
  // As in the window, which has these words from i18next.
  const isNone = name === 'usb' && state === 'ok' && data['count'] === 0;
  return {
    text: texts(`found.${name}.${isNone ? 'ok_zero' : state}`, words),
    advice: needsAdvice ? adviceOf(texts, name, data, words) : '',
  };
}

/** What to do about this reason, where it asks for something else than the other reasons of its look. */
function adviceOf(texts: CliTexts, name: string, data: Finding['data'], words: Finding['data']): string {
  const detail = String(data['detail'] ?? '');
  if (detail.startsWith('ERR_')) return texts.explain(detail, data).advice;
  const own = `found.detailAdvice.${detail}`;
  return texts(texts.find(own) === undefined ? `found.${name}.advice` : own, words);
}

/** Why, in words; what the system itself said stays as it is. */
function detailOf(texts: CliTexts, data: Finding['data']): string {
  const detail = String(data['detail'] ?? '');
  if (detail.startsWith('ERR_')) return texts.explain(detail, data).title;
  return texts.find(`found.detail.${detail}`) === undefined ? detail : texts(`found.detail.${detail}`, data);
}

function describe(cli: Cli, finding: Finding): string[] {
  const { text, advice } = wordsOf(cli, finding);
  const line = `${cli.texts(`doctor.states.${finding.state}`)} ${text}`;
  return advice === '' ? [line] : [line, `     ${advice}`];
}
