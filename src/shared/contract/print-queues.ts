import { z } from 'zod';
import { PrintBatchView } from '#shared/contract/print-batches.ts';
import { PrintJobView } from '#shared/contract/print-jobs.ts';
import { DeviceId } from '#shared/model/ids.ts';

/** `paused`: nothing begins; `draining`: what waits is printed, new labels go to another printer. */
export const QueueMode = z.enum(['running', 'paused', 'draining']);
export type QueueMode = z.infer<typeof QueueMode>;

export const QueuePlace = z.enum(['first', 'up', 'down', 'last']);
export type QueuePlace = z.infer<typeof QueuePlace>;

/** Another printer takes over what waits once this one has stood still for so long. */
export const FailoverRule = z.object({
  deviceId: DeviceId,
  afterMs: z.int().min(5_000).max(3_600_000),
});
export type FailoverRule = z.infer<typeof FailoverRule>;

export const PrintQueueView = z.object({
  deviceId: DeviceId,
  mode: QueueMode,
  modeBy: z.string().nullable(),
  modeAtMs: z.int().nullable(),
  failover: FailoverRule.nullable(),
  waitingCount: z.int(),
  /** Labels that wait for a person's answer. */
  askingCount: z.int(),
  /** Batches with labels on this printer that are not done. */
  batches: z.array(PrintBatchView),
});
export type PrintQueueView = z.infer<typeof PrintQueueView>;

export const PrintQueueDetail = z.object({
  queue: PrintQueueView,
  /** Nobody knows whether these came out, or they cannot be printed: each waits for an answer. */
  asking: z.array(PrintJobView),
  underWay: PrintJobView.nullable(),
  /** In the order in which they will be printed. */
  waiting: z.array(PrintJobView),
  /** What came out last, newest first; `sent`: the printer cannot prove it, a scan of the label does. */
  recent: z.array(PrintJobView),
});
export type PrintQueueDetail = z.infer<typeof PrintQueueDetail>;
