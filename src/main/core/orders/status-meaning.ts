import type { AfterSalesState, FulfilmentState, HoldKind, PaymentState } from '#shared/model/order.ts';

/** What a platform's own word says of an order: of the whole, of the money, of the goods, or of a refund. */
export type StatusAxis = 'order' | 'payment' | 'fulfilment' | 'refund';

export interface StatusMeaning {
  readonly payment: PaymentState | null;
  readonly fulfilment: FulfilmentState | null;
  readonly afterSales: AfterSalesState | null;
  readonly hold: HoldKind | null;
}

/** Why a meaning cannot stand in the table. */
export type MeaningConflict =
  | 'says_nothing'
  /** Connectors read only certain parts of a row, by its axis. */
  | 'axis_cannot_say'
  /** Picking, packing and labelling happen here: no platform knows of them. */
  | 'own_step'
  /** Nothing would ever end the hold. */
  | 'hold_after_the_end'
  /** Such a hold belongs to a check of its own, which would take it away again. */
  | 'hold_of_a_check';

const SAYS: Readonly<Record<StatusAxis, ReadonlySet<keyof StatusMeaning>>> = {
  order: new Set(['payment', 'fulfilment', 'afterSales', 'hold']),
  payment: new Set(['payment', 'fulfilment', 'hold']),
  fulfilment: new Set(['fulfilment', 'hold']),
  refund: new Set(['afterSales', 'hold']),
};
const OWN_STEPS: ReadonlySet<FulfilmentState> = new Set(['reserved', 'packing', 'packed', 'labelled']);
const ENDS: ReadonlySet<FulfilmentState> = new Set(['completed', 'cancelled']);
const HOLDS_OF_CHECKS: ReadonlySet<HoldKind> = new Set(['stock', 'customs', 'label', 'payment']);
const PARTS = ['payment', 'fulfilment', 'afterSales', 'hold'] as const;

/** Checks one row of a status table. Pure; null when it can stand. */
export function findMeaningConflict(axis: StatusAxis, meaning: StatusMeaning): MeaningConflict | null {
  const said = PARTS.filter((part) => meaning[part] !== null);
  if (said.length === 0) return 'says_nothing';
  if (said.some((part) => !SAYS[axis].has(part))) return 'axis_cannot_say';
  if (meaning.fulfilment !== null && OWN_STEPS.has(meaning.fulfilment)) return 'own_step';
  if (meaning.hold !== null && HOLDS_OF_CHECKS.has(meaning.hold)) return 'hold_of_a_check';
  if (meaning.hold !== null && meaning.fulfilment !== null && ENDS.has(meaning.fulfilment)) return 'hold_after_the_end';
  return null;
}

/** Two spellings that people take for the same status: case, blanks, width and unseen characters do not count. */
export function sameStatus(one: string, other: string): boolean {
  return foldStatus(one) === foldStatus(other);
}

function foldStatus(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}_-]+/gu, '')
    .toLowerCase();
}
