import type { StatusMapRow } from '#main/plugins/channels/channel-connector.ts';
import { ORDER_STATES } from '#main/plugins/channels/http-api/mapped-order.ts';
import { statusRow } from '#main/plugins/channels/wire-fields.ts';
import { AfterSalesState } from '#shared/model/order.ts';

/** Before a state of a template's table, so that it is never mixed up with a word of another system. */
const STATE = 'state:';

export const stateKey = (state: string): string => `${STATE}${state}`;

/**
 * The states that a template's table may name. A status that the table leaves out is looked up here by its own word, which a person
 * may have added; otherwise it parks.
 */
export const HTTP_STATUS_MAP: readonly StatusMapRow[] = [
  ...Object.entries(ORDER_STATES).map(([state, { payment, fulfilment, afterSales, isHeld }]) =>
    statusRow('order', stateKey(state), { payment, fulfilment, afterSales, hold: isHeld ? 'platform' : null }),
  ),
  ...AfterSalesState.options.map((state) => statusRow('refund', stateKey(state), { afterSales: state })),
];

/** Where our names of carriers mean nothing, and the template has no name of its own. */
export const CARRIER_NAMES: Readonly<Record<string, string>> = {
  'sf-express': 'SF',
  zto: 'ZTO',
  yto: 'YTO',
  sto: 'STO',
  yunda: 'YUNDA',
  jd: 'JD',
  ems: 'EMS',
};
