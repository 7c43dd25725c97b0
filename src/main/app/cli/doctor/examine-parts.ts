import { examineDisk } from '#main/app/cli/doctor/examine-machine.ts';
import { examineRuntime } from '#main/app/cli/doctor/examine-runtime.ts';
import { look } from '#main/app/cli/doctor/finding.ts';
import type { Finding } from '#main/app/cli/doctor/finding.ts';

/**
 * The runtime, every native package, and the disk, in the very process that calls. What has native parts is loaded inside its own
 * look, so that one package that does not load is one finding and not the end.
 */
export async function examineParts(dataDir: string): Promise<Finding[]> {
  return [
    await look('runtime', examineRuntime),
    await look('sqlite', async () => (await import('./examine-sqlite.ts')).examineSqlite()),
    await look('serial', async () => (await import('./examine-serial.ts')).examineSerial()),
    await look('usb', async () => (await import('./examine-usb.ts')).examineUsb()),
    await look('hid', async () => (await import('./examine-hid.ts')).examineHid()),
    await look('koffi', async () => (await import('./examine-foreign-calls.ts')).examineForeignCalls()),
    await look('label', async () => (await import('./examine-label.ts')).examineLabel()),
    await look('disk', () => examineDisk(dataDir)),
  ];
}
