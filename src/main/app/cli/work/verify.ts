import { displayStatus } from '#core/orders/display-status.ts';
import type { Cli } from '#main/app/cli/cli.ts';
import type { CommandResult } from '#main/app/cli/command-result.ts';
import { openStoredData } from '#main/app/cli/open-stored-data.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import type { VerifyCheck } from '#main/usecases/verify/verify-check.ts';

/** Looks the whole database through; a damaged one is looked at as far as it can be read. */
export async function verify(cli: Cli, dataDir: string): Promise<CommandResult> {
  const { texts } = cli;
  const data = await openStoredData(cli, dataDir);
  try {
    const { ok, checks } = verifyDatabase(data.context.read, { deriveStatus: displayStatus });
    const damage = data.damage ? [texts('verify.damaged', { code: data.damage.code })] : [];
    return {
      ok: ok && data.damage === null,
      data: { dataDir, damage: data.damage?.code ?? null, checks },
      lines: [
        ...damage,
        ...checks.flatMap((check) => describe(cli, check)),
        texts(ok && data.damage === null ? 'verify.good' : 'verify.bad'),
      ],
    };
  } finally {
    data.close();
  }
}

function describe({ texts }: Cli, { name, ok, checked, problems }: VerifyCheck): string[] {
  const words = { name: texts(`safety.verify.check.${name}`), checked };
  return [texts(ok ? 'verify.ok' : 'verify.failed', words), ...problems.map((problem) => `    ${problem}`)];
}
