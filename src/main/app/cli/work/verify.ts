import { displayStatus } from '#core/orders/display-status.ts';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CliTexts } from '#main/app/cli/cli-texts.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { openStoredData } from '#main/app/cli/open-stored-data.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import type { VerifyCheck } from '#main/usecases/verify/verify-check.ts';
import { verifyWords } from '#shared/i18n/verify-words.ts';

/** Looks the whole database through; a damaged one is looked at as far as it can be read. */
export async function verify(cli: Cli, dataDir: string): Promise<CommandResult> {
  const { texts } = cli;
  const data = await openStoredData(cli, dataDir);
  try {
    // Of an empty database that stands in for an unreadable one every check would be well.
    const { ok, checks } = data.isUnreadable
      ? { ok: false, checks: [] }
      : verifyDatabase(data.context.read, { deriveStatus: displayStatus });
    const damage = data.damage ? [texts('verify.damaged', { code: data.damage.code })] : [];
    return {
      ok: ok && data.damage === null,
      data: { dataDir, damage: data.damage?.code ?? null, checks },
      lines: [
        ...damage,
        ...checks.flatMap((check) => describeCheck(texts, check)),
        texts(ok && data.damage === null ? 'verify.good' : 'verify.bad'),
      ],
    };
  } finally {
    data.close();
  }
}

/** A check and what it found, as lines. */
export function describeCheck(texts: CliTexts, { name, ok, checked, problems }: VerifyCheck): string[] {
  const words = { name: texts(`safety.verify.check.${name}`), checked };
  return [
    texts(ok ? 'verify.ok' : 'verify.failed', words),
    ...problems.map((problem) => {
      const found = verifyWords(problem, (key) => texts.find(key.replace('common:', '').replace(':', '.')));
      return `    ${texts(`safety.verify.found.${problem.code}`, found)}`;
    }),
  ];
}
