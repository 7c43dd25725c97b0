import { refusal } from '#main/plugins/channels/call-failures.ts';
import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import type { PluginFailure } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { FulfilmentState } from '#shared/model/order.ts';

/** Why a parcel is not reported, as the order stands at the platform when it is looked at. Each has words of its own for whoever holds the parcel. */
const CODES = {
  closed: 'ERR_CHANNEL_SHIP_CLOSED',
  not_due: 'ERR_CHANNEL_SHIP_NOT_DUE',
  refund: 'ERR_CHANNEL_SHIP_REFUND',
  other_parcel: 'ERR_CHANNEL_SHIP_OTHER_PARCEL',
  less_left: 'ERR_CHANNEL_SHIP_LESS_LEFT',
  elsewhere: 'ERR_CHANNEL_SHIP_ELSEWHERE',
  unknown_order: 'ERR_CHANNEL_SHIP_ORDER_UNKNOWN',
  carrier: 'ERR_CHANNEL_SHIP_CARRIER',
} as const satisfies Record<string, ErrorCode>;
export type ShipObstacle = keyof typeof CODES;

/** A refusal of a report that the connector itself pronounces. `vendorCode` is the platform's status, where one decided. */
export function shipRefusal(obstacle: ShipObstacle, vendorCode: string | null, text: string): PluginFailure {
  return { ...refusal(vendorCode, text), code: CODES[obstacle] };
}

const LEFT: ReadonlySet<FulfilmentState | null> = new Set<FulfilmentState>(['shipped', 'delivered', 'completed']);

/** What a status in which nothing may be reported means. One that no table knows is waited for, like a hold. */
export function obstacleOf(row: StatusMapRow | undefined): ShipObstacle {
  if (row?.fulfilment === 'cancelled') return 'closed';
  return LEFT.has(row?.fulfilment ?? null) ? 'other_parcel' : 'not_due';
}

/** {@link obstacleOf} a status of the axis `order`. */
export function obstacleAt(statusMap: readonly StatusMapRow[], vendorStatus: string): ShipObstacle {
  return obstacleOf(statusMap.find((row) => row.axis === 'order' && row.vendorStatus === vendorStatus));
}

/** An order that was read well, and that the platform no longer shows. */
export function unknownOrder(failure: PluginFailure): PluginFailure {
  return shipRefusal('unknown_order', failure.vendorCode, failure.vendorText);
}
