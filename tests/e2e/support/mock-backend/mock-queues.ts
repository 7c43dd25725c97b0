import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { PrintJobView } from '#shared/contract/print-jobs.ts';
import type { PrintQueueView } from '#shared/contract/print-queues.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId, PrintBatchId, PrintJobId } from '#shared/model/ids.ts';
import { NOW, ORDERS } from './mock-data.ts';

const os = implement(contract);
const PRINTER = DeviceId.parse('printer-1');
const BATCH = PrintBatchId.parse('batch-1');

/** A batch of twenty whose eighth label was lost with the cable. */
function label(position: number, state: PrintJobView['state']): PrintJobView {
  const order = ORDERS[position % ORDERS.length];
  const isDoubtful = state === 'interrupted';
  return {
    id: PrintJobId.parse(`queued-${position}`),
    labelKey: `label-${position}`,
    printNumber: 1,
    kind: 'waybill',
    copies: 1,
    orderId: order?.id ?? null,
    orderNumber: order?.displayNumber ?? null,
    trackingNumber: `SF14${String(7_100_000_000 + position * 37).padStart(11, '0')}`,
    waveNumber: null,
    isSealed: false,
    deviceId: PRINTER,
    deviceName: 'TSC TE210',
    state,
    proof: state === 'printed' ? 'inferred' : 'none',
    bytesSent: isDoubtful ? 48_211 : state === 'printed' ? 120_105 : 0,
    bytesTotal: 120_105,
    blockReason: null,
    problem: isDoubtful ? { code: 'ERR_DEVICE_INTERRUPTED', data: { device: 'TSC TE210', bytesSent: 48_211 } } : null,
    reason: null,
    createdAtMs: NOW - 60_000 + position,
    finishedAtMs: state === 'printed' ? NOW - 60_000 + position * 1_500 : null,
    operatorName: 'Maria',
    batch: { id: BATCH, position, size: 20 },
  };
}

let labels = Array.from({ length: 20 }, (_, index) =>
  label(index + 1, index < 7 ? 'printed' : index === 7 ? 'interrupted' : 'queued'),
);
let mode: PrintQueueView['mode'] = 'running';

const queue = (): PrintQueueView => ({
  deviceId: PRINTER,
  mode,
  modeBy: mode === 'running' ? null : 'Maria',
  modeAtMs: mode === 'running' ? null : NOW,
  failover: null,
  waitingCount: labels.filter((job) => job.state === 'queued').length,
  askingCount: labels.filter((job) => job.state === 'interrupted').length,
  batches: [
    {
      id: BATCH,
      kind: 'waybill',
      deviceId: PRINTER,
      order: { keys: ['location', 'sku'], reversed: false },
      labelCount: labels.length,
      printedCount: labels.filter((job) => job.state === 'printed').length,
      waitingCount: labels.filter((job) => job.state === 'queued').length,
      askingCount: labels.filter((job) => job.state === 'interrupted').length,
      voidedCount: 0,
      createdAtMs: NOW - 60_000,
      operatorName: 'Maria',
    },
  ],
});

export const mockQueues = {
  queues: os.printing.queues.handler(() => ({ queues: [queue()] })),
  queue: os.printing.queue.handler(() => ({
    queue: queue(),
    asking: labels.filter((job) => job.state === 'interrupted'),
    underWay: null,
    waiting: labels.filter((job) => job.state === 'queued'),
    recent: labels.filter((job) => job.state === 'printed').toReversed(),
  })),
  setQueueMode: os.printing.setQueueMode.handler(({ input }) => {
    mode = input.mode;
    return queue();
  }),
  setFailover: os.printing.setFailover.handler(() => queue()),
  arrange: os.printing.arrange.handler(({ input }) => {
    const chosen = labels.filter((job) => input.ids.includes(job.id));
    const others = labels.filter((job) => !input.ids.includes(job.id));
    labels = input.place === 'last' ? [...others, ...chosen] : [...chosen, ...others];
    return {};
  }),
  move: os.printing.move.handler(() => ({})),
  callOff: os.printing.callOff.handler(({ input }) => {
    labels = labels.filter((job) => !input.ids.includes(job.id));
    return {};
  }),
  batches: os.printing.batches.handler(() => ({ batches: queue().batches })),
  createBatch: os.printing.createBatch.handler(({ input }) => ({ queued: input.orderIds.length, skipped: [] })),
  scanLabel: os.printing.scanLabel.handler(({ input }) => {
    const found = labels.find((job) => job.trackingNumber === input.code);
    if (!found) throw new AppError('ERR_PACKING_CODE_UNKNOWN', { code: input.code });
    return found;
  }),
};
