import type { CliHost } from '#main/app/cli/cli-host.ts';
import { examineClock, examineDisk } from '#main/app/cli/doctor/examine-machine.ts';
import { examineRuntime } from '#main/app/cli/doctor/examine-runtime.ts';
import { examineBrowser, examinePort } from '#main/app/cli/doctor/examine-surroundings.ts';
import { look } from '#main/app/cli/doctor/finding.ts';
import type { Finding } from '#main/app/cli/doctor/finding.ts';

/**
 * Looks at everything that the product needs of this machine; changes nothing. What has native parts is loaded inside its
 * own look, so that one package that does not load is one finding and not the end.
 */
export async function runDoctor(host: CliHost, dataDir: string, port: number): Promise<Finding[]> {
  let newestAtMs: number | null = null;
  return [
    await look('runtime', examineRuntime),
    await look('sqlite', async () => (await import('./examine-sqlite.ts')).examineSqlite()),
    await look('serial', async () => (await import('./examine-serial.ts')).examineSerial()),
    await look('usb', async () => (await import('./examine-usb.ts')).examineUsb()),
    await look('hid', async () => (await import('./examine-hid.ts')).examineHid()),
    await look('koffi', async () => (await import('./examine-foreign-calls.ts')).examineForeignCalls()),
    await look('label', async () => (await import('./examine-label.ts')).examineLabel()),
    await look('keystore', async () => (await import('./examine-keystore.ts')).examineKeystore(dataDir)),
    await look('database', async () => {
      const { examineDatabase } = await import('./examine-database.ts');
      const examined = await examineDatabase(dataDir);
      newestAtMs = examined.newestAtMs;
      return examined.finding;
    }),
    await look('disk', () => examineDisk(dataDir)),
    await look('port', () => examinePort(port)),
    await look('browser', () => examineBrowser(host)),
    await look('pty', async () => (await import('./examine-pseudo-terminals.ts')).examinePseudoTerminals()),
    await look('clock', () => examineClock(Date.now(), newestAtMs)),
  ];
}
