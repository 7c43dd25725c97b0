import { buildDocuments } from '#main/app/build-documents.ts';
import { createLabelRenderer } from '#main/app/build-printing.ts';
import { drawPickSlip, drawWaybill } from '#main/app/draw-labels.ts';
import { createTransport } from '#main/app/open-transport.ts';
import { createPrintQueue } from '#main/app/print-queue.ts';
import type { OpenPrinter, PrintQueue } from '#main/app/print-queue.ts';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import type { PrintTiming } from '#main/devices/printers/print-timing.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { pickSlip100x150 } from '#main/documents/layout/templates/pick-slip-100x150.ts';
import { sfWaybill100x150 } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import type { Transport } from '#main/devices/transports/transport.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { TsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import type { Act } from '#main/usecases/actor.ts';
import { createDevice } from '#main/usecases/devices/manage-devices.ts';
import type { BatchServices } from '#main/usecases/printing/create-print-batch.ts';
import { createPrintBatch } from '#main/usecases/printing/create-print-batch.ts';
import { drawOrderSlip, pickSlipNumber } from '#main/usecases/printing/print-pick-slip.ts';
import { printerRole } from '#main/usecases/printing/printer-roles.ts';
import type { TargetPrinter } from '#main/usecases/documents/document-services.ts';
import type { BatchOrder } from '#shared/contract/print-batches.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { Recipient } from '#shared/model/order.ts';
import { openUseCaseBed, paidDraft } from '#tests/support/use-case-bed.ts';

export const OPERATOR: Act = { actor: { kind: 'operator', id: 'op', name: 'Op' }, source: 'test', traceId: 'trace' };
const ZONE = 'Asia/Shanghai';

/** A printer that gives up waiting soon: a test that waits for nothing in vain. */
const TIMING: Partial<PrintTiming> = { statusPollMs: 5, closeGraceMs: 200 };

/** A label of 150 mm takes 75 ms: long enough to be seen at work, short enough to wait for. */
const MM_PER_SECOND = 2_000;

const SENDER: Recipient = {
  name: '打包台',
  phone: '02112345678',
  country: 'CN',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  town: '',
  street: '碧波路690号',
  postcode: '201203',
  isMasked: false,
};

interface BedPrinter {
  readonly deviceId: string;
  readonly tcp: TsplPrinterTcp;
  readonly open: OpenPrinter;
}

export interface QueueBedOptions {
  readonly mmPerSecond?: number;
  /** Waiting of a print job where it differs from the product's. */
  readonly timing?: Partial<PrintTiming>;
  /** Between two looks at an idle printer. */
  readonly pollMs?: number;
  readonly rasterMode?: 'threads' | 'in-process';
}

export type QueueBed = ReturnType<typeof openQueueBed>;

/** Orders in a real database, printed through the product's queue on emulated TSPL printers behind real sockets. */
export function openQueueBed(options: QueueBedOptions = {}) {
  const bed = openUseCaseBed();
  const { context } = bed;
  const pool = createRasterPool({ mode: options.rasterMode ?? 'in-process' });
  const renderer = createLabelRenderer(pool);
  const printers = new Map<string, BedPrinter>();
  let queue = newQueue();

  function newQueue(): PrintQueue {
    return createPrintQueue({
      context,
      timers: systemTimers,
      renderer,
      findPrinter: (id) => printers.get(id)?.open ?? null,
    });
  }

  const documents = buildDocuments({
    renderer,
    pool,
    devices: {
      printer: (id) => targetOf(printers.get(id)),
      printerFor: (kind, stationId) =>
        targetOf(printers.get(printerRole(context.read, stationId, kind) ?? [...printers.keys()][0] ?? '')),
    },
    read: context.read,
    findLayout: (templateId) => templateId,
    senderOf: () => SENDER,
    nowMs: () => context.clock.nowMs(),
    zone: () => ZONE,
    wake: (id) => queue.wake(id),
  });
  const services: BatchServices = {
    ...documents,
    printerFor: () => ({ deviceId: [...printers.keys()][0] ?? '', dotsPerMm: 8 }),
    drawWaybill: (label) =>
      drawWaybill(label, {
        templateId: sfWaybill100x150.id,
        carrierName: '顺丰速运',
        serviceName: '顺丰标快',
        zone: ZONE,
      }),
    drawPickSlip: (slip) => drawPickSlip(slip, pickSlip100x150.id, ZONE),
    prepare: (id, label) => queue.prepare(id, label),
    wake: (id) => queue.wake(id),
    submit: (act, request, alongside) => queue.submit(act, request, alongside),
  };

  const self = {
    ...bed,
    services,
    get queue() {
      return queue;
    },
    /** A new queue over the same rows, as after a restart of the program; the labels under way are left behind. */
    async restart(): Promise<void> {
      await queue.stop();
      queue = newQueue();
    },
    /** @param wayTo another way to the emulated printer than its socket */
    async addPrinter(
      name: string,
      paper: Partial<PrinterConfig> = {},
      wayTo?: (printer: EmulatedPrinter) => () => Transport,
    ): Promise<BedPrinter> {
      const tcp = await startTsplPrinterTcp({ mmPerSecond: options.mmPerSecond ?? MM_PER_SECOND });
      const address = { kind: 'tcp' as const, host: tcp.host, port: tcp.port };
      const config: PrinterConfig = {
        kind: 'printer',
        address,
        languageId: 'tspl',
        dotsPerMm: 8,
        widthMm: 100,
        heightMm: 150,
        gapMm: 2,
        darkness: null,
        speed: null,
        rotate180: false,
        ...paper,
      };
      const deviceId = createDevice(context, OPERATOR, { name, config, isDefault: false });
      const language = PRINTER_LANGUAGES.find('tspl');
      if (!language) throw new Error('no TSPL');
      const monitor = createPrinterMonitor({
        language,
        transportFactory: wayTo?.(tcp.printer) ?? (() => createTransport(config.address)),
        pathTells: wayTo !== undefined,
        clock: { nowMs: () => Date.now() },
        timers: systemTimers,
        pollMs: options.pollMs ?? 50,
        onChange: () => queue.wake(deviceId),
      });
      monitor.start();
      const timed = {
        ...monitor,
        print: (job: Parameters<typeof monitor.print>[0]) =>
          monitor.print({ ...job, timing: options.timing ?? TIMING }),
      };
      const printer = { deviceId, tcp, open: { config, language, monitor: timed } };
      printers.set(deviceId, printer);
      return printer;
    },
    /** Paid orders of one line each on shelves ...; @returns their ids in that order */
    addOrders(count: number): string[] {
      const numbers = Array.from({ length: count }, (_, index) => `N${String(index + 1).padStart(3, '0')}`);
      for (const [index, number] of numbers.entries()) {
        const skuId = bed.addSku(`SKU-${number}`, 10);
        context.db.transaction((tx) =>
          tx.prepare<[string, string]>('UPDATE skus SET location = ? WHERE id = ?').run(`A-${index + 1}`, skuId),
        );
      }
      bed.intake(numbers.map((number) => paidDraft(number, `SKU-${number}`, 1)));
      return numbers.map((number) => bed.order(number)?.id ?? '');
    },
    batch: (id: string, orderIds: readonly string[], order: BatchOrder = { keys: ['location'], reversed: false }) =>
      createPrintBatch(context, services, OPERATOR, { id, kind: 'pick_slip', orderIds, order }),
    /** What stands on the paper of a printer, whole labels only: the place of the order in `orderIds`, counted from 1. */
    async paper(printer: BedPrinter, orderIds: readonly string[]): Promise<number[]> {
      const bySlip = new Map(orderIds.map((id, index) => [pickSlipNumber(id), index + 1]));
      const whole = printer.tcp.printer.labels.filter((label) => label.isComplete);
      const read = await Promise.all(whole.map((label) => decodeLabel(label.bitmap)));
      return read.map(
        ({ barcodes }) => bySlip.get(barcodes.map(({ text }) => text).find((text) => bySlip.has(text)) ?? '') ?? 0,
      );
    },
    /** The first page of an order's pick slip. */
    slipOf: (orderId: string) => context.db.transaction((tx) => drawOrderSlip(tx, context, services, orderId))[0],
    jobs: () =>
      context.read
        .prepare<
          [],
          { id: string; state: string; proof: string; order_id: string; print_number: number; device_id: string }
        >(
          'SELECT id, state, proof, order_id, print_number, device_id FROM print_jobs ORDER BY queue_position, print_number',
        )
        .all(),
    jobOf: (orderId: string) =>
      context.read
        .prepare<[string], { id: string; state: string; bytes_sent: number }>(
          'SELECT id, state, bytes_sent FROM print_jobs WHERE order_id = ? ORDER BY print_number DESC LIMIT 1',
        )
        .get(orderId) ?? { id: '', state: 'none', bytes_sent: 0 },
    states: (orderIds: readonly string[]) => orderIds.map((id) => self.jobOf(id).state),
    async close(): Promise<void> {
      await queue.stop();
      for (const { open, tcp } of printers.values()) {
        await open.monitor.stop();
        await tcp.close();
      }
      await pool.close();
      bed.close();
    },
  };
  return self;
}

function targetOf(printer: BedPrinter | undefined): TargetPrinter {
  if (!printer) throw new AppError('ERR_PRINTER_NONE', {});
  const { dotsPerMm, widthMm } = printer.open.config;
  return { deviceId: printer.deviceId, name: printer.deviceId, dotsPerMm, widthMm };
}
