import { found } from '#main/app/cli/doctor/finding.ts';
import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { listUsbPrinters } from '#main/devices/transports/usb/list-usb-printers.ts';

/** usb: its native part loads. A PC without a USB bus has no list to give, which is no fault of the package. */
export async function examineUsb(): Promise<Finding> {
  await import('usb');
  const printers = await listUsbPrinters().catch(() => null);
  return found('usb', 'ok', {
    count: printers?.length ?? 0,
    printers: printers === null ? '-' : printers.map(({ label }) => label).join(', ') || '-',
  });
}
