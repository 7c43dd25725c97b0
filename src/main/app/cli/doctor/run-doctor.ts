import type { CliHost } from '#main/app/cli/cli-host.ts';
import { examineClock } from '#main/app/cli/doctor/examine-machine.ts';
import { examineParts } from '#main/app/cli/doctor/examine-parts.ts';
import { examineBrowser, examinePort } from '#main/app/cli/doctor/examine-surroundings.ts';
import { look } from '#main/app/cli/doctor/finding.ts';
import type { Finding } from '#main/app/cli/doctor/finding.ts';

/** Looks at everything that the product needs of this machine; changes nothing. */
export async function runDoctor(host: CliHost, dataDir: string, port: number): Promise<Finding[]> {
  let newestAtMs: number | null = null;
  return [
    ...(await examineParts(dataDir)),
    await look('keystore', async () => (await import('./examine-keystore.ts')).examineKeystore(dataDir)),
    await look('database', async () => {
      const { examineDatabase } = await import('./examine-database.ts');
      const examined = await examineDatabase(dataDir);
      newestAtMs = examined.newestAtMs;
      return examined.finding;
    }),
    await look('port', () => examinePort(port)),
    await look('browser', () => examineBrowser(host)),
    await look('pty', async () => (await import('./examine-pseudo-terminals.ts')).examinePseudoTerminals()),
    await look('clock', () => examineClock(Date.now(), newestAtMs)),
  ];
}
