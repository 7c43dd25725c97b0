import { z } from 'zod';
import { Problem } from '#shared/contract/common.ts';
import { BatchKind, BatchOrder, PrintBatchView } from '#shared/contract/print-batches.ts';
import { PrintJobView, PrintKind } from '#shared/contract/print-jobs.ts';
import {
  FailoverRule,
  PrintQueueDetail,
  PrintQueueView,
  QueueMode,
  QueuePlace,
} from '#shared/contract/print-queues.ts';
import { procedure } from '#shared/contract/procedure.ts';
import { DeviceId, OrderId, PrintBatchId, PrintJobId } from '#shared/model/ids.ts';

const JobIds = z.array(PrintJobId).min(1).max(1_000);

export const printingContract = {
  jobs: procedure('read', 'GET', '/print-jobs', 'Print jobs, newest first')
    .input(
      z.object({
        open: z.coerce.boolean().default(false),
        limit: z.coerce.number().int().min(1).max(200).default(100),
      }),
    )
    .output(z.object({ jobs: z.array(PrintJobView) })),
  history: procedure('read', 'GET', '/print-history', 'Everything that was printed or tried, newest first')
    .input(
      z.object({
        number: z.string().max(100).optional(),
        deviceId: DeviceId.optional(),
        kind: PrintKind.optional(),
        after: PrintJobId.nullable().default(null),
        limit: z.coerce.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ jobs: z.array(PrintJobView), next: PrintJobId.nullable() })),
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
  printPickSlip: procedure(
    'operate',
    'POST',
    '/orders/{orderId}/pick-slip',
    'Print the pick slip of an order; asking twice with the same requestId prints it once',
  )
    .input(z.object({ orderId: OrderId, requestId: z.uuid().optional() }))
    .output(PrintJobView),
  printCommandSheet: procedure(
    'operate',
    'POST',
    '/printers/{deviceId}/command-sheet',
    'Print the command barcodes of a packing station',
  )
    .input(z.object({ deviceId: DeviceId }))
    .output(PrintJobView),
  printTest: procedure('operate', 'POST', '/printers/{deviceId}/test', 'Print a test label')
    .input(
      z.object({
        deviceId: DeviceId,
        /** In the smallest form of the language, whatever the printer is set to: to see whether it knows it. */
        smallPictures: z.boolean().default(false),
      }),
    )
    .output(PrintJobView),
  queues: procedure('read', 'GET', '/print-queues', 'The queue of each printer').output(
    z.object({ queues: z.array(PrintQueueView) }),
  ),
  queue: procedure('read', 'GET', '/print-queues/{deviceId}', 'One queue with its labels, in the order of printing')
    .input(z.object({ deviceId: DeviceId }))
    .output(PrintQueueDetail),
  setQueueMode: procedure(
    'operate',
    'POST',
    '/print-queues/{deviceId}/mode',
    'Pause a queue, let it run empty, or let it run',
  )
    .input(z.object({ deviceId: DeviceId, mode: QueueMode }))
    .output(PrintQueueView),
  setFailover: procedure(
    'lead',
    'PUT',
    '/print-queues/{deviceId}/failover',
    'Which printer takes over what waits when this one stands still; null: none',
  )
    .input(z.object({ deviceId: DeviceId, failover: FailoverRule.nullable() }))
    .output(PrintQueueView),
  arrange: procedure('operate', 'POST', '/print-jobs/arrange', 'Put waiting labels elsewhere in their queue')
    .input(z.object({ ids: JobIds, place: QueuePlace }))
    .output(z.object({})),
  move: procedure('operate', 'POST', '/print-jobs/move', 'Move waiting labels to another printer')
    .input(z.object({ ids: JobIds, deviceId: DeviceId }))
    .output(z.object({})),
  callOff: procedure('operate', 'POST', '/print-jobs/call-off', 'Void labels that still wait')
    .input(z.object({ ids: JobIds }))
    .output(z.object({})),
  batches: procedure('read', 'GET', '/print-batches', 'Batches, newest first')
    .input(z.object({ limit: z.coerce.number().int().min(1).max(100).default(20) }))
    .output(z.object({ batches: z.array(PrintBatchView) })),
  createBatch: procedure(
    'operate',
    'POST',
    '/print-batches',
    'Print labels of many orders, sorted; asking twice with the same id makes one batch',
  )
    .input(
      z.object({
        id: PrintBatchId,
        kind: BatchKind,
        orderIds: z.array(OrderId).min(1).max(1_000),
        order: BatchOrder,
        deviceId: DeviceId.optional(),
      }),
    )
    .output(
      z.object({
        queued: z.int(),
        skipped: z.array(z.object({ orderId: z.string(), problem: Problem })),
      }),
    ),
  scanLabel: procedure(
    'operate',
    'POST',
    '/print-labels/scan',
    'Prove a print by reading the label itself; a void label is refused',
  )
    .input(z.object({ code: z.string().min(1).max(200) }))
    .output(PrintJobView),
};
