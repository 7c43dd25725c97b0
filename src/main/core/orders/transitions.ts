import { createStateMachine } from '#core/kernel/state-machine.ts';
import type { StateMachine } from '#core/kernel/state-machine.ts';
import type { AfterSalesState, FulfilmentState, PaymentState } from '#shared/model/order.ts';

/** From each state, where an order may go; the event of a step is the state that is asked for. */
type Moves<State extends string> = Readonly<Record<State, readonly State[]>>;
export type AxisMachine<State extends string> = StateMachine<State, State, void>;

/** Built once at start, which checks the table. */
function axisMachine<State extends string>(
  name: string,
  initial: NoInfer<State>,
  moves: Moves<State>,
): AxisMachine<State> {
  const states = Object.keys(moves) as State[];
  const transitions = states.flatMap((from) => moves[from].map((to) => ({ from, on: to, to })));
  return createStateMachine<State, State>({ name, states, initial, transitions });
}

export const PAYMENT_MACHINE = axisMachine<PaymentState>('payment', 'awaited', {
  awaited: ['paid', 'voided', 'refunded'],
  paid: ['partially_refunded', 'refunded', 'voided'],
  partially_refunded: ['refunded', 'paid'],
  refunded: ['paid'],
  voided: ['paid'],
});

/**
 * Fulfilment moves forward by our own acts; a platform may pull it to shipped, delivered, completed or cancelled from
 * anywhere before that. Nothing leads out of cancelled but a platform that reopens the order.
 */
export const FULFILMENT_MACHINE = axisMachine<FulfilmentState>('fulfilment', 'received', {
  received: ['reserved', 'packing', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled'],
  reserved: ['received', 'packing', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled'],
  packing: ['reserved', 'received', 'packed', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled'],
  packed: ['labelled', 'reserved', 'received', 'partially_shipped', 'shipped', 'delivered', 'completed', 'cancelled'],
  labelled: ['shipped', 'packed', 'reserved', 'partially_shipped', 'delivered', 'completed', 'cancelled'],
  partially_shipped: ['packing', 'shipped', 'delivered', 'completed', 'cancelled'],
  shipped: ['delivered', 'completed', 'cancelled'],
  delivered: ['completed', 'cancelled'],
  completed: ['cancelled'],
  cancelled: ['received'],
});

export const AFTER_SALES_MACHINE = axisMachine<AfterSalesState>('after_sales', 'none', {
  none: ['requested', 'in_progress', 'refunded', 'closed'],
  requested: ['in_progress', 'refunded', 'closed', 'none'],
  in_progress: ['refunded', 'closed', 'none', 'requested'],
  refunded: ['closed', 'requested', 'in_progress'],
  closed: ['requested', 'in_progress', 'refunded'],
});

/** Whether a machine allows the move; staying is always allowed and changes nothing. */
export function mayMove<State extends string>(machine: AxisMachine<State>, from: State, to: State): boolean {
  return from === to || machine.next(from, to).ok;
}
