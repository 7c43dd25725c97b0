import type { RowValues } from '#main/usecases/imports/check-order-rows.ts';

/** What an import did to one order, and by which rows the order stood before. */
export interface OrderUndo {
  readonly orderId: string;
  readonly did: 'created' | 'reopened' | 'updated' | 'nothing';
  readonly before: readonly RowValues[] | null;
}
