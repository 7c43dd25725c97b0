import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { DeviceId, OrderId, PrintJobId } from '#shared/model/ids.ts';

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
});
export type PrintJobView = z.infer<typeof PrintJobView>;

export const printingContract = {
  jobs: procedure('read', 'GET', '/print-jobs', 'Print jobs, newest first')
    .input(
      z.object({
        open: z.coerce.boolean().default(false),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ jobs: z.array(PrintJobView) })),
  preview: procedure(
    'operate',
    'GET',
    '/print-jobs/{id}/preview',
    'Picture of the very bitmap that was sent, PNG as base64',
  )
    .input(z.object({ id: PrintJobId }))
    .output(z.object({ pngBase64: z.string() })),
  decide: procedure(
    'operate',
    'POST',
    '/print-jobs/{id}/decide',
    'Answer for a job whose outcome is unknown: it was printed; print it again; void it',
  )
    .input(z.object({ id: PrintJobId, decision: z.enum(['printed', 'reprint', 'void']) }))
    .output(PrintJobView),
  reprint: procedure(
    'operate',
    'POST',
    '/print-jobs/{id}/reprint',
    'Print again on purpose; the earlier label is void from then on',
  )
    .input(z.object({ id: PrintJobId, reason: z.string().min(1).max(200) }))
    .output(PrintJobView),
  printPickSlip: procedure('operate', 'POST', '/orders/{orderId}/pick-slip', 'Print the pick slip of an order')
    .input(z.object({ orderId: OrderId }))
    .output(PrintJobView),
  printTest: procedure('operate', 'POST', '/printers/{deviceId}/test', 'Print a test label')
    .input(z.object({ deviceId: DeviceId }))
    .output(PrintJobView),
};
