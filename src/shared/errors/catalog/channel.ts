import { defineErrors } from '#shared/errors/error-definition.ts';

/** Sales channels: pulling, pushes, confirmations. */
export const CHANNEL_ERRORS = defineErrors({
  ERR_CHANNEL_UNREACHABLE: { status: 503, level: 'warn', retry: 'safe' },
  ERR_CHANNEL_THROTTLED: { status: 429, level: 'warn', retry: 'safe' },
  /** Its credentials were erased by a person. */
  ERR_CHANNEL_DISCONNECTED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_AUTH: { status: 401, level: 'error', retry: 'operator' },
  /** Nothing of the platform's API lives at the address: permalinks, a missing plugin, a wrong folder. */
  ERR_CHANNEL_API_NOT_FOUND: { status: 404, level: 'error', retry: 'operator' },
  /** The platform takes calls of these minutes alone, and this PC's clock shows others. */
  ERR_CHANNEL_CLOCK: { status: 409, level: 'error', retry: 'safe' },
  ERR_CHANNEL_REFUSED: { status: 422, level: 'warn', retry: 'operator' },
  /** A parcel that was not reported because of how its order stands at the platform. */
  ERR_CHANNEL_SHIP_CLOSED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_NOT_DUE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_REFUND: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_OTHER_PARCEL: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_LESS_LEFT: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_ELSEWHERE: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_ORDER_UNKNOWN: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHIP_CARRIER: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_ANSWER_INVALID: { status: 502, level: 'error', retry: 'operator' },
  ERR_CHANNEL_ANSWER_TRUNCATED: { status: 502, level: 'warn', retry: 'safe' },
  ERR_CHANNEL_OUTCOME_UNKNOWN: { status: 409, level: 'error', retry: 'operator' },
  ERR_CHANNEL_SIGNATURE_INVALID: { status: 401, level: 'warn', retry: 'never' },
  ERR_CHANNEL_STATUS_UNMAPPED: { status: 422, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_ORDER_UNREADABLE: { status: 422, level: 'error', retry: 'operator' },
  ERR_CHANNEL_ORDER_NOT_VISIBLE: { status: 404, level: 'warn', retry: 'safe' },
  ERR_CHANNEL_UNKNOWN: { status: 404, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_SHOP_UNKNOWN: { status: 404, level: 'warn', retry: 'after-reload' },
  ERR_CHANNEL_SHOP_DISABLED: { status: 409, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_WINDOW_DRIFTED: { status: 409, level: 'warn', retry: 'safe' },
  /** A part of the window lies further back than the platform shows orders. {until}: what changed before is not shown; day and minute, UTC */
  ERR_CHANNEL_HISTORY_HIDDEN: { status: 422, level: 'warn', retry: 'never' },
  /** Asked to read a message again that was applied already. */
  ERR_CHANNEL_MESSAGE_NOT_PARKED: { status: 409, level: 'info', retry: 'after-reload' },
  ERR_CHANNEL_INVESTIGATION_CLOSED: { status: 409, level: 'info', retry: 'after-reload' },
  /** What is stored of a shop's connection no longer fits its connector: a newer version asks for more. */
  ERR_CHANNEL_CONFIG_UNREADABLE: { status: 409, level: 'error', retry: 'operator' },
  /** A template of an HTTP API; {field} as in shared/model/http-template, {problem} of zod or `forbidden`. */
  ERR_CHANNEL_TEMPLATE_INVALID: { status: 422, level: 'info', retry: 'operator' },
  /** A file that does not say that it is a template of an HTTP API. */
  ERR_CHANNEL_TEMPLATE_FILE: { status: 422, level: 'info', retry: 'operator' },
  /** A status table may say of one status one thing, and only what its axis can say. {conflict} as in core/orders/status-meaning.ts */
  ERR_CHANNEL_STATUS_CONFLICT: { status: 422, level: 'info', retry: 'operator' },
  /** {other} is the same status to people: case, blanks or unseen characters apart. */
  ERR_CHANNEL_STATUS_TWICE: { status: 409, level: 'info', retry: 'operator' },
  ERR_CHANNEL_STATUS_CHANGED: { status: 409, level: 'info', retry: 'after-reload' },
  /** The channel takes no stock, or the shop is not to be told. */
  ERR_CHANNEL_STOCK_UNSUPPORTED: { status: 409, level: 'info', retry: 'operator' },
  /** The channel has no page on which a seller lets an app in: credentials are typed in. */
  ERR_CHANNEL_AUTHORISE_UNSUPPORTED: { status: 409, level: 'info', retry: 'operator' },
  /** {reason}: no_code, other_state, address_needed */
  ERR_CHANNEL_AUTHORISE_ANSWER: { status: 422, level: 'warn', retry: 'operator' },
  /** The answer was made long after, or before, the question. */
  ERR_CHANNEL_AUTHORISE_LATE: { status: 422, level: 'info', retry: 'operator' },
  /** The answer is not the shop's own. {reason}: wrong_signature, other_shop */
  ERR_CHANNEL_AUTHORISE_FORGED: { status: 422, level: 'warn', retry: 'operator' },
  /** A long connection broke or was closed by the platform; it is opened again. */
  ERR_CHANNEL_LINE_CLOSED: { status: 502, level: 'warn', retry: 'safe' },
  /** A long connection stands, and nothing comes over it any more, not even an answer to a sign of life: it is opened again. */
  ERR_CHANNEL_LINE_SILENT: { status: 504, level: 'warn', retry: 'safe' },
  /** The platform does not take the version of its API, or the signature, that the connector was written for. */
  ERR_CHANNEL_API_MISMATCH: { status: 502, level: 'error', retry: 'operator' },
  /** The platform knows goods by ids of its own alone, and neither an order nor its list of goods told them. */
  ERR_CHANNEL_LISTING_UNKNOWN: { status: 422, level: 'info', retry: 'operator' },
  /** The platform shows recipients only of orders that wait for shipment, and this one does not. */
  ERR_CHANNEL_RECIPIENT_NOT_TOLD: { status: 409, level: 'info', retry: 'operator' },
  /** The platform sends a mask of this recipient and nothing that could be opened. */
  ERR_CHANNEL_RECIPIENT_MASK_ONLY: { status: 409, level: 'info', retry: 'operator' },
  /** The platform decrypts so many orders of a shop a day, and they are used up. */
  ERR_CHANNEL_DECRYPTION_LIMIT: { status: 429, level: 'warn', retry: 'operator' },
  ERR_CHANNEL_PUSH_UNREADABLE: { status: 400, level: 'warn', retry: 'never' },
});
