import { z } from 'zod';
import { PrintKind } from '#shared/contract/print-jobs.ts';
import { DeviceId, PrintBatchId } from '#shared/model/ids.ts';

/** `zone`: the part of the warehouse, the beginning of the shelf; `paid`: as the orders were paid. */
export const BatchSortKey = z.enum(['sku', 'location', 'carrier', 'zone', 'paid']);
export type BatchSortKey = z.infer<typeof BatchSortKey>;

export const BatchOrder = z.object({
  /** The first key decides, the next among equals. */
  keys: z.array(BatchSortKey).min(1).max(5),
  /** The last label first, for printers whose stack lies upside down. */
  reversed: z.boolean(),
});
export type BatchOrder = z.infer<typeof BatchOrder>;

/** Of which a batch prints one after the other, for each order or each of its parcels. */
export const BatchKind = z.enum(['waybill', 'pick_slip', 'packing_slip', 'carton', 'sscc', 'return', 'receipt']);
export type BatchKind = z.infer<typeof BatchKind>;

export const PrintBatchView = z.object({
  id: PrintBatchId,
  kind: PrintKind,
  deviceId: DeviceId,
  order: BatchOrder,
  labelCount: z.int(),
  printedCount: z.int(),
  waitingCount: z.int(),
  /** Labels of which nobody knows whether they came out, and labels that cannot be printed: the batch waits for an answer. */
  askingCount: z.int(),
  voidedCount: z.int(),
  createdAtMs: z.int(),
  operatorName: z.string(),
});
export type PrintBatchView = z.infer<typeof PrintBatchView>;
