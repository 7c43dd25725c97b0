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

export const PrintJobView = z.object({
  id: PrintJobId,
  labelKey: z.string(),
  printNumber: z.int(),
  kind: z.enum(['waybill', 'pick_slip', 'test']),
  orderId: OrderId.nullable(),
  orderNumber: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  deviceId: DeviceId,
  deviceName: z.string(),
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
