import { createUsbTransport } from '#main/devices/transports/usb/usb-transport.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { createFakeUsbPrinter } from '#tests/support/fake-usb-printer.ts';
import { openQueueBed } from '#tests/support/printing/queue-bed.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';

const LABELS = 500;
/** The fastest that thermal label printers feed: eight inches a second. */
const MM_PER_SECOND = 203;
const LABEL_MM = 150;
const USB_ADDRESS = { kind: 'usb', vendorId: '1203', productId: '0272', serialNumber: 'SN1' } as const;

const overUsb = (printer: EmulatedPrinter) => {
  const usb = createFakeUsbPrinter(printer);
  return () => createUsbTransport(USB_ADDRESS, { listDevices: async () => [usb.device] });
};

/**
 * The share of a batch's time in which the printer feeds paper: a batch of 500 labels through the print queue, one after the
 * other, each watched to its end. From the end of the first label, as the way to it is another path. Over USB the product's own
 * transport is held to a stand-in at the edge of the usb package: the path takes no time there, all else is measured.
 */
export async function benchPrintThroughput(): Promise<BenchRow[]> {
  // Two shops side by side, as a batch takes six minutes.
  return Promise.all([benchBatch('tcp'), benchBatch('usb')]);
}

async function benchBatch(way: 'tcp' | 'usb'): Promise<BenchRow> {
  const bed = openQueueBed({ mmPerSecond: MM_PER_SECOND, timing: {}, pollMs: 3_000, rasterMode: 'threads' });
  try {
    const printer = await bed.addPrinter('bench', {}, way === 'usb' ? overUsb : undefined);
    const orderIds = bed.addOrders(LABELS);
    const atMs: number[] = [];
    const isDone = new Promise<void>((resolve) => {
      printer.tcp.printer.onLabel(() => {
        atMs.push(performance.now());
        if (atMs.length === LABELS) resolve();
      });
    });
    bed.batch('bench', orderIds);
    await isDone;
    const fedMs = ((LABELS - 1) * LABEL_MM * 1_000) / MM_PER_SECOND;
    const tookMs = (atMs.at(-1) ?? 0) - (atMs[0] ?? 0);
    const path = `print/throughput-of-printer/${way}`;
    return benchRow({ path, measured: fedMs / tookMs, unit: 'ratio', budget: 0.95 });
  } finally {
    await bed.close();
  }
}
