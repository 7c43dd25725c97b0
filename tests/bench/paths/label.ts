import { setTimeout as delay } from 'node:timers/promises';
import { createLabelRenderer } from '#main/app/build-printing.ts';
import { drawWaybill } from '#main/app/draw-labels.ts';
import { sfWaybill100x150 } from '#main/documents/layout/templates/sf-waybill-100x150.ts';
import { createPrintQueue } from '#main/app/print-queue.ts';
import type { PrintQueue } from '#main/app/print-queue.ts';
import { PRINTER_LANGUAGES } from '#main/app/registries.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { createPrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import { createTcpTransport } from '#main/devices/transports/tcp-transport.ts';
import { createRasterPool } from '#main/documents/raster-pool.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { finishParcel } from '#main/usecases/packing/finish-parcel.ts';
import type { FinishServices } from '#main/usecases/packing/finish-parcel.ts';
import { nextParcel } from '#main/usecases/packing/leave-parcel.ts';
import { stationParcel } from '#main/usecases/packing/parcel-rows.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { PrintingServices } from '#main/usecases/printing/print-waybill.ts';
import { prepareWaybillLabel } from '#main/usecases/printing/prepare-waybill-label.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { BENCH_ACT, benchContext } from '../data/bench-context.ts';
import { holdWaybill, holdWeight } from '../data/held-waybill.ts';
import { readyOrders } from '../data/ready-orders.ts';
import type { ReadyOrder } from '../data/ready-orders.ts';
import { timedRow } from '../harness/bench-row.ts';
import type { BenchRow } from '../harness/bench-row.ts';
import { startPrinterSink } from '../harness/printer-sink.ts';
import { timeAsync } from '../harness/stopwatch.ts';

const LABELS_PER_KIND = 300;
/** The first labels load what every later one finds loaded. */
const WARM_UP = 5;
/** Nobody weighs and scans faster; the label is drawn, read back and encoded by then. */
const AHEAD_MS = 200;
const STATION = 'bench-label-station';
const PRINTER = 'bench-printer';
const ZONE = 'Asia/Shanghai';

interface Bench {
  readonly context: UseCaseContext;
  readonly finish: FinishServices;
  readonly queue: PrintQueue;
  readonly nextLabel: () => Promise<void>;
}

/**
 * From the last scanned unit to the last byte of the label at a printer on the network: verdict, parcel closed, label drawn
 * on a worker and read back, queued, fetched from the queue, encoded as TSPL, printer asked whether it is ready, sent.
 * The waybill is held already; weighing is left out. Pre-rendered: the label was made ready when its waybill came, as the product does.
 */
export async function benchLabel(db: OpenDatabase): Promise<BenchRow[]> {
  const orders = readyOrders(db, 2 * (LABELS_PER_KIND + WARM_UP));
  await using sink = await startPrinterSink();
  const pool = createRasterPool();
  await pool.prewarm();
  const clock = { nowMs: () => Date.UTC(2026, 10, 22, 6, 0, 0) };
  const context = { ...benchContext(db), clock };
  const config = addPrinter(context, sink.port);
  const language = PRINTER_LANGUAGES.find(config.languageId);
  if (!language) throw new Error(`no printer language ${config.languageId}`);
  const monitor = createPrinterMonitor({
    language,
    transportFactory: () => createTcpTransport({ kind: 'tcp', host: '127.0.0.1', port: sink.port }),
    clock: { nowMs: () => Date.now() },
    timers: systemTimers,
  });
  monitor.start();
  await monitor.check();
  const renderer = createLabelRenderer(pool);
  const queue = createPrintQueue({
    context,
    timers: systemTimers,
    renderer,
    findPrinter: () => ({ config, language, monitor }),
  });
  const bench: Bench = {
    context,
    queue,
    nextLabel: sink.nextLabel,
    finish: finishServices(printingWith(renderer, queue)),
  };
  const cold: number[] = [];
  const prepared: number[] = [];
  for (const [index, order] of orders.entries()) {
    const isPrepared = index % 2 === 1;
    (isPrepared ? prepared : cold).push(await packOne(bench, order, index, isPrepared));
  }
  await queue.stop();
  await monitor.stop();
  await pool.close();
  return [
    timedRow('packing/last-scan-to-label/cold', 'ms p99', 120, cold.slice(WARM_UP)),
    timedRow('packing/last-scan-to-label/pre-rendered', 'ms p99', 25, prepared.slice(WARM_UP)),
  ];
}

/** Packs one order; @returns milliseconds from its last scan to its label's last byte. */
async function packOne(bench: Bench, order: ReadyOrder, serial: number, isPrepared: boolean): Promise<number> {
  const { context } = bench;
  scanCode(context, BENCH_ACT, STATION, order.number);
  for (const barcode of order.barcodes.slice(0, -1)) scanCode(context, BENCH_ACT, STATION, barcode);
  const parcel = stationParcel(context.read, STATION);
  if (!parcel) throw new Error(`order ${order.number} did not open`);
  holdWaybill(context.db, { id: parcel.id, orderId: order.id }, serial);
  if (isPrepared) await makeReady(bench, parcel.id);
  const arrived = bench.nextLabel();
  const scanMs = await timeAsync(async () => {
    const last = scanCode(context, BENCH_ACT, STATION, order.barcodes.at(-1) ?? '');
    if (last.verdict !== 'order_complete')
      throw new Error(`the last unit of ${order.number}: ${last.verdict} ${last.problem?.code}`);
  });
  // A unit that goes in makes the weight void: it is taken again, and that is left out.
  holdWeight(context.db, parcel.id);
  const finishMs = await timeAsync(async () => {
    const problem = await finishParcel(context, bench.finish, BENCH_ACT, STATION, new AbortController().signal);
    if (problem) throw new Error(`parcel of ${order.number}: ${problem.code}`);
    await arrived;
  });
  await bench.queue.whenIdle();
  nextParcel(context, STATION);
  return scanMs + finishMs;
}

/** Has the label made ready for the printer as the product does when a waybill comes, long before the last scan. */
async function makeReady({ context, finish }: Bench, shipmentId: string): Promise<void> {
  prepareWaybillLabel(context, finish.printing, shipmentId, STATION);
  await delay(AHEAD_MS);
}

function printingWith(renderer: LabelRenderer, queue: PrintQueue): PrintingServices {
  return {
    renderer,
    printerFor: () => ({ deviceId: PRINTER, dotsPerMm: 8 }),
    prepare: (deviceId, label) => queue.prepare(deviceId, label),
    drawWaybill: (label) =>
      drawWaybill(label, {
        templateId: sfWaybill100x150.id,
        carrierName: '顺丰速运',
        serviceName: '顺丰标快',
        zone: ZONE,
      }),
    wake: (deviceId) => queue.wake(deviceId),
    submit: (act, request, alongside) => queue.submit(act, request, alongside),
  };
}

/** No network: the channel is not asked again, and no carrier is called because the waybill is there. */
function finishServices(printing: PrintingServices): FinishServices {
  const unused = (): never => {
    throw new Error('the waybill is held: no carrier is called');
  };
  const carrier = {
    accountId: 'bench-sf',
    carrierId: 'sf-express',
    name: 'SF',
    serviceCode: '2',
    connector: {
      get id() {
        return unused();
      },
    },
    carrierContext: unused,
  };
  return {
    printing,
    chooseCarrier: () => carrier as never,
    senderOf: () => ({}) as never,
    recheckOrder: async () => {},
  };
}

function addPrinter(context: UseCaseContext, port: number): PrinterConfig {
  const config: PrinterConfig = {
    kind: 'printer',
    address: { kind: 'tcp', host: '127.0.0.1', port },
    languageId: 'tspl',
    dotsPerMm: 8,
    widthMm: 100,
    heightMm: 150,
    gapMm: 2,
    darkness: null,
    speed: null,
    rotate180: false,
  };
  context.db.transaction((tx) =>
    tx
      .prepare<[string, string]>(
        "INSERT OR REPLACE INTO devices (id, kind, name, config_json, created_at_ms, updated_at_ms) VALUES (?, 'printer', 'bench', ?, 0, 0)",
      )
      .run(PRINTER, JSON.stringify(config)),
  );
  return config;
}
