import { openQueueBed } from '#tests/support/printing/queue-bed.ts';
import { benchRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';

const LABELS = 500;
/** The fastest that thermal label printers feed: eight inches a second. */
const MM_PER_SECOND = 203;
const LABEL_MM = 150;

/**
 * The share of a batch's time in which the printer feeds paper: a batch of 500 labels through the print queue, one after the
 * other, each watched to its end. From the end of the first label, as the way to it is another path.
 */
export async function benchPrintThroughput(): Promise<BenchRow[]> {
  const bed = openQueueBed({ mmPerSecond: MM_PER_SECOND, timing: {}, pollMs: 3_000, rasterMode: 'threads' });
  try {
    const printer = await bed.addPrinter('bench');
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
    return [
      benchRow({ path: 'print/throughput-of-printer/tcp', measured: fedMs / tookMs, unit: 'ratio', budget: 0.95 }),
    ];
  } finally {
    await bed.close();
  }
}
