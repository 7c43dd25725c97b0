import { listComponentPrinters } from '#main/app/list-component-printers.ts';
import { problemOfError } from '#main/devices/printers/printer-problem.ts';
import { listIppQueues } from '#main/devices/transports/ipp/list-ipp-queues.ts';
import { listPrinterNodes } from '#main/devices/transports/list-printer-nodes.ts';
import { winspool } from '#main/devices/transports/spooler/winspool.ts';
import { listUsbPrinters } from '#main/devices/transports/usb/list-usb-printers.ts';
import type { PrinterPlaceList } from '#shared/contract/devices.ts';
import type { PrinterOnlyAddress, PrinterPlace } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The printers of one kind that this PC knows. Opens none of them; what cannot be asked is a problem, not an empty list. */
export async function listPrinterPlaces(kind: PrinterOnlyAddress['kind']): Promise<PrinterPlaceList> {
  try {
    return { places: await listOf(kind), problem: null };
  } catch (error) {
    const { code, data } = problemOfError(error);
    return { places: [], problem: { code, data: { ...data } } };
  }
}

async function listOf(kind: PrinterOnlyAddress['kind']): Promise<PrinterPlace[]> {
  switch (kind) {
    case 'file':
      return [];
    case 'printer-node':
      return (await listPrinterNodes()).map(({ path, label }) => ({ address: { kind, path }, label }));
    case 'ipp':
      return (await listIppQueues()).map(({ uri, label }) => ({ address: { kind, uri }, label }));
    case 'usb':
      return listUsbPrinters();
    case 'spooler':
      // Other systems have none, and no library to ask.
      if (process.platform !== 'win32') throw new AppError('ERR_PRINTER_NO_SPOOLER', {});
      return (await (await winspool()).list()).map((printer) => ({ address: { kind, printer }, label: printer }));
    case 'component':
      return listComponentPrinters();
  }
}
