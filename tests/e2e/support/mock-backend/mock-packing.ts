import type { z } from 'zod';
import type { OrderDetail } from '#shared/contract/orders.ts';
import type { LiveWeight, PackingState, ScanVerdict } from '#shared/contract/packing.ts';
import type { PrintJobView } from '#shared/contract/print-jobs.ts';
import type { Problem } from '#shared/contract/common.ts';
import { DeviceId, PrintJobId, StationId } from '#shared/model/ids.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { NOW, ORDERS, STOCK } from './mock-data.ts';
import { publish } from './mock-live.ts';

let state: PackingState = {
  stationId: StationId.parse('station-1'),
  phase: 'idle',
  order: null,
  shipmentId: null,
  parcelNumber: null,
  isShopGone: false,
  isPartial: false,
  nextQuantity: null,
  lines: [],
  weightG: null,
  weightSource: null,
  expectedG: null,
  toleranceG: null,
  weightBasis: null,
  trackingNumber: null,
  printJob: null,
  problems: [],
  labelledToday: 37,
  waitingCount: 12,
};
let scale = 0;
/** Next print ends like this; `unconfirmed` shows the question. */
let outcome: PrintJobView['state'] = 'printed';

export const printJobs: PrintJobView[] = [];

export function packingState(): PackingState {
  return state;
}

export function setScale(grams: number): void {
  scale = grams;
  publish('weight', { ...liveWeight() });
}

export function setOutcome(next: PrintJobView['state']): void {
  outcome = next;
}

export function liveWeight(): z.infer<typeof LiveWeight> {
  const problem: Problem | null = scale === 0 ? { code: 'ERR_PACKING_WEIGHT_MISSING', data: {} } : null;
  return { scaleId: 'scale-1', status: 'online', grams: scale, stable: true, ageMs: 120, problem };
}

export function scan(code: string): z.infer<typeof ScanVerdict> {
  if (state.phase === 'items') return scanItem(code);
  if (state.printJob && state.trackingNumber === code) {
    state = { ...state, phase: 'done', printJob: { ...state.printJob, state: 'printed', proof: 'scanned' } };
    return verdict('label_confirmed', code);
  }
  const order = ORDERS.find((candidate) => candidate.displayNumber === code);
  if (!order) return verdict('unknown', code, { code: 'ERR_PACKING_CODE_UNKNOWN', data: { code } });
  return openOrder(order, code);
}

export function openOrder(order: OrderDetail, code: string): z.infer<typeof ScanVerdict> {
  if (order.status === 'on_hold')
    return verdict('refused', code, {
      code: 'ERR_ORDER_ON_HOLD',
      data: { number: order.displayNumber, holds: 'address' },
    });
  const expectedG = order.lines.reduce((sum, line) => sum + (line.weightG ?? 0) * line.quantity, 60);
  state = {
    ...state,
    phase: 'items',
    order,
    shipmentId: `shipment-${order.id}`,
    parcelNumber: 1,
    expectedG,
    toleranceG: 40,
    weightG: null,
    weightSource: null,
    trackingNumber: null,
    printJob: null,
    problems: [],
    lines: order.lines.map((line) => ({
      ...line,
      scannedQuantity: 0,
      dueQuantity: line.quantity,
      location: STOCK.find((row) => row.code === line.skuCode)?.location ?? '',
      units: [],
    })),
  };
  return verdict('order_opened', code);
}

function scanItem(code: string): z.infer<typeof ScanVerdict> {
  const line = state.lines.find(
    (candidate) => candidate.barcodes.some((known) => known === code) || candidate.skuCode === code,
  );
  if (!line) {
    const known = STOCK.find((row) => row.barcodes.some((known) => known === code));
    return known
      ? verdict('refused', code, { code: 'ERR_PACKING_ITEM_WRONG', data: { sku: known.code, code } })
      : verdict('unknown', code, { code: 'ERR_PACKING_CODE_UNKNOWN', data: { code } });
  }
  if (line.scannedQuantity >= line.dueQuantity)
    return verdict('refused', code, {
      code: 'ERR_PACKING_ITEM_SURPLUS',
      data: { sku: line.skuCode, due: line.dueQuantity },
    });
  const lines = state.lines.map((other) =>
    other === line ? { ...other, scannedQuantity: other.scannedQuantity + 1 } : other,
  );
  const complete = lines.every((other) => other.scannedQuantity === other.dueQuantity);
  state = { ...state, lines, phase: complete ? 'weigh' : 'items' };
  return { ...verdict(complete ? 'order_complete' : 'item_accepted', code), skuCode: line.skuCode };
}

export function unscan(lineId: string): PackingState {
  const lines = state.lines.map((line) =>
    line.id === lineId ? { ...line, scannedQuantity: Math.max(0, line.scannedQuantity - 1) } : line,
  );
  state = { ...state, lines, phase: 'items' };
  return state;
}

export function takeWeight(grams: number, source: 'scale' | 'manual', override: boolean): PackingState {
  const off = Math.abs(grams - (state.expectedG ?? 0));
  if (off > (state.toleranceG ?? 0) && !override) {
    throw new AppError('ERR_PACKING_WEIGHT_OUT_OF_TOLERANCE', {
      grams,
      expectedG: state.expectedG ?? 0,
      toleranceG: state.toleranceG ?? 0,
      cause: '',
    });
  }
  state = { ...state, weightG: grams, weightSource: source, problems: [] };
  return state;
}

export const scaleGrams = (): number => scale;

export function finish(): PackingState {
  const order = state.order;
  if (!order) return state;
  const trackingNumber = `SF14${String(7_000_000_000 + printJobs.length * 37).padStart(11, '0')}`;
  const job: PrintJobView = {
    id: PrintJobId.parse(`print-${printJobs.length + 1}`),
    labelKey: `label-${order.id}`,
    waveNumber: null,
    isSealed: false,
    printNumber: 1,
    kind: 'waybill',
    copies: 1,
    orderId: order.id,
    orderNumber: order.displayNumber,
    trackingNumber,
    deviceId: DeviceId.parse('printer-1'),
    deviceName: 'TSC TE210',
    state: outcome,
    proof: outcome === 'printed' ? 'inferred' : 'none',
    bytesSent: 120_105,
    bytesTotal: 120_105,
    blockReason: null,
    problem: outcome === 'unconfirmed' ? { code: 'ERR_PRINTER_UNCONFIRMED', data: { device: 'TSC TE210' } } : null,
    reason: null,
    createdAtMs: NOW,
    finishedAtMs: null,
    operatorName: 'Maria',
    batch: null,
  };
  printJobs.unshift(job);
  state = {
    ...state,
    trackingNumber,
    printJob: job,
    phase: outcome === 'printed' ? 'done' : outcome === 'unconfirmed' ? 'ask' : 'printing',
    labelledToday: state.labelledToday + 1,
  };
  return state;
}

export function clear(): PackingState {
  state = {
    ...state,
    phase: 'idle',
    order: null,
    shipmentId: null,
    lines: [],
    printJob: null,
    trackingNumber: null,
    weightG: null,
    problems: [],
  };
  return state;
}

export function decided(job: PrintJobView): void {
  if (state.printJob?.id === job.id) state = { ...state, printJob: job, phase: 'done' };
}

function verdict(kind: ScanVerdict['verdict'], code: string, problem: Problem | null = null): ScanVerdict {
  return { verdict: kind, problem, code, skuCode: null, again: code, state };
}
