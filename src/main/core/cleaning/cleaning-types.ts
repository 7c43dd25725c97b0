import type { OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
import type { CleaningDefinition, CleaningProblem } from '#shared/model/cleaning.ts';

/** What rules see of an order: a platform's message, or an order that is stored. */
export type CleaningSubject = Pick<
  OrderDraft,
  'externalNumber' | 'displayNumber' | 'buyerNote' | 'sellerNote' | 'flags' | 'externalIds' | 'recipient'
> & { readonly lines: readonly Pick<OrderDraftLine, 'externalLineId' | 'skuCode' | 'title' | 'variant'>[] };

/** A rule in force. */
export interface RuleInForce {
  readonly id: string;
  readonly version: number;
  /** Of the orders, 1 to 100; which ones follows from the order and the rule, so that a higher share keeps those of a lower one. */
  readonly percent: number;
  /** A locked rule is applied whatever comes of it. */
  readonly isLocked: boolean;
  readonly definition: CleaningDefinition;
}

/** One field that a rule changed. Of a flag `before` is empty. */
export interface CleaningChange {
  readonly rule: RuleInForce;
  /** `recipient.street`, `lines[<outside line id>].title`, `flags`, ... */
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A rule that left something as it was. */
export interface CleaningTrouble {
  readonly rule: RuleInForce;
  readonly path: string;
  readonly problem: CleaningProblem;
}

export interface Cleaned<T> {
  readonly subject: T;
  readonly changes: readonly CleaningChange[];
  readonly troubles: readonly CleaningTrouble[];
  /** The rules whose turn it was. */
  readonly ran: readonly RuleInForce[];
  /** Flags that ask a lead to look. */
  readonly holds: readonly { readonly rule: RuleInForce; readonly flag: string }[];
}
