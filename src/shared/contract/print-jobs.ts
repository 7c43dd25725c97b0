import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { DeviceId, OrderId, PrintBatchId, PrintJobId } from '#shared/model/ids.ts';

/** Job states and proofs of devices.md section 7. `unconfirmed` and `interrupted` wait for a person. */
export const PrintState = z.enum([
  'queued',
  'sending',
  'sent',
  'printing',
  'printed',
  'blocked',
  'unconfirmed',
  'interrupted',
  'failed',
  'voided',
  'superseded',
]);
export const PrintProof = z.enum(['none', 'acknowledged', 'inferred', 'scanned', 'operator', 'handed_to_system']);

/** What a print job is; `wave_list` is both its list of orders and what to pick for them. */
export const PrintKind = z.enum([
  'waybill',
  'pick_slip',
  'packing_slip',
  'wave_list',
  'carton',
  'sscc',
  'product',
  'location',
  'return',
  'receipt',
  'customs_paper',
  'test',
]);
export type PrintKind = z.infer<typeof PrintKind>;

export const PrintJobView = z.object({
  id: PrintJobId,
  labelKey: z.string(),
  printNumber: z.int(),
  kind: PrintKind,
  orderId: OrderId.nullable(),
  orderNumber: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  /** The wave that it is a page of. */
  waveNumber: z.string().nullable(),
  /** A waybill that only its platform's own program can read: there is no picture of it. */
  isSealed: z.boolean().default(false),
  deviceId: DeviceId,
  deviceName: z.string(),
  copies: z.int(),
  state: PrintState,
  proof: PrintProof,
  bytesSent: z.int(),
  bytesTotal: z.int(),
  blockReason: z.string().nullable(),
  problem: Problem.nullable(),
  reason: z.string().nullable(),
  createdAtMs: z.int(),
  finishedAtMs: z.int().nullable(),
  operatorName: z.string(),
  /** Its place in a batch, counted from 1. */
  batch: z.object({ id: PrintBatchId, position: z.int(), size: z.int() }).nullable(),
});
export type PrintJobView = z.infer<typeof PrintJobView>;
