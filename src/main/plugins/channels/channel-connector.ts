import type { z } from 'zod';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { PluginMessage, PluginResult } from '#main/plugins/plugin-result.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { AfterSalesState, FulfilmentState, HoldKind, PaymentState } from '#shared/model/order.ts';
import type { UtcMs } from '#shared/model/time.ts';

/**
 * One sales channel. All methods speak the vendor's documented wire format through `context.http`; none touches the
 * database. Raw bytes go out unaltered so that they can be archived before anything is read from them.
 */
export interface ChannelConnector<Config = unknown, Credentials = unknown> {
  /** Folder name and stable key in the database, e.g. `taobao`. */
  readonly id: string;
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  /** Version of the vendor's API that the code was written against; archived with each message. */
  readonly apiVersion: string;
  readonly signatureAlgorithm: string;
  readonly capabilities: {
    readonly pushWebhook: boolean;
    /** A message queue that is drained by calls (TOP's TMC). */
    readonly pushQueue: boolean;
    readonly countOrders: boolean;
    readonly confirmShipment: boolean;
  };
  readonly configSchema: z.ZodType<Config>;
  readonly credentialsSchema: z.ZodType<Credentials>;
  /** Vendor status -> our states, as data; copied to the database where it can be edited. */
  readonly statusMap: readonly StatusMapRow[];

  /**
   * Reads all orders changed in the half-open window [fromMs, toMs), page by page, in an order that survives rows
   * moving while it reads. Each message is one order's full payload. The last yielded result may be a failure; a window
   * counts as read only when the iteration ends without one.
   */
  pullChanges(
    context: ChannelContext<Config, Credentials>,
    window: { fromMs: UtcMs; toMs: UtcMs },
  ): AsyncIterable<PluginResult<ChannelPage>>;

  /** Reads one order by its external number. `value: null` means that the platform does not know it. */
  fetchOrder(
    context: ChannelContext<Config, Credentials>,
    externalNumber: string,
  ): Promise<PluginResult<RawChannelMessage | null>>;

  /** Numbers of paid orders (external numbers) whose payment falls into [fromMs, toMs); for completeness proofs. */
  listPaidNumbers(
    context: ChannelContext<Config, Credentials>,
    window: { fromMs: UtcMs; toMs: UtcMs },
  ): Promise<PluginResult<readonly string[]>>;

  /** Reads one archived payload. Pure: the same bytes always give the same draft; never guesses an unmapped status. */
  readOrder(payload: Uint8Array, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderReading;

  /** Checks one webhook delivery over the exact bytes received. Pure apart from the clock in the context. */
  verifyPush?(context: ChannelContext<Config, Credentials>, request: PushRequest): PushVerdict;

  /** Drains the vendor's message queue once; messages are acknowledged through `acknowledge` only after commit. */
  drainPushQueue?(context: ChannelContext<Config, Credentials>): Promise<PluginResult<readonly QueuedPush[]>>;
  acknowledgePushes?(context: ChannelContext<Config, Credentials>, ids: readonly string[]): Promise<PluginResult<null>>;

  /**
   * Tells the channel that a parcel left. Idempotent for the same `requestKey`: after an unknown outcome the connector
   * queries the platform first and never reports the same parcel twice.
   */
  confirmShipment(
    context: ChannelContext<Config, Credentials>,
    request: ConfirmShipmentRequest,
  ): Promise<PluginResult<{ alreadyDone: boolean }>>;

  /** Asks for the shop's own name with the given credentials; for the wizard's "test connection". */
  testConnection(context: ChannelContext<Config, Credentials>): Promise<PluginResult<{ shopName: string }>>;
}

export interface ChannelContext<Config = unknown, Credentials = unknown> {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly currency: string;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface StatusMapRow {
  readonly axis: 'order' | 'payment' | 'fulfilment' | 'refund';
  readonly vendorStatus: string;
  readonly payment: PaymentState | null;
  readonly fulfilment: FulfilmentState | null;
  readonly afterSales: AfterSalesState | null;
  /** A hold that this status places (for example PAID_FORBID_CONSIGN -> platform). */
  readonly hold: HoldKind | null;
}

export interface RawChannelMessage {
  readonly externalNumber: string;
  readonly payload: Uint8Array;
  /** The platform lists the order and does not show it: the payload is its refusal, and the order is asked for again later. */
  readonly isWithheld?: boolean;
}

export interface ChannelPage {
  readonly messages: readonly RawChannelMessage[];
  /** 1-based, for progress; `of` is null when the vendor gives no total. */
  readonly page: number;
  readonly of: number | null;
}

export type OrderReading =
  | { readonly ok: true; readonly draft: OrderDraft; readonly messages: readonly PluginMessage[] }
  | {
      readonly ok: false;
      readonly code: 'ERR_CHANNEL_STATUS_UNMAPPED' | 'ERR_CHANNEL_ORDER_UNREADABLE';
      readonly data: Readonly<Record<string, string>>;
    };

export interface PushRequest {
  /** Lower-case header names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export type PushVerdict =
  /** `message: null` with a deliveryId: authentic, but a hint only; re-read the order. */
  | {
      readonly ok: true;
      readonly deliveryId: string;
      readonly topic: string;
      readonly externalNumber: string;
      readonly triggeredAtMs: UtcMs | null;
      readonly message: RawChannelMessage | null;
    }
  | {
      readonly ok: false;
      readonly code: 'ERR_CHANNEL_SIGNATURE_INVALID' | 'ERR_CHANNEL_PUSH_UNREADABLE';
      readonly reason: string;
    };

export interface QueuedPush {
  readonly id: string;
  readonly topic: string;
  readonly externalNumber: string | null;
  readonly publishedAtMs: UtcMs | null;
  readonly payload: Uint8Array;
}

export interface ConfirmShipmentRequest {
  readonly requestKey: string;
  readonly externalNumber: string;
  readonly carrierId: string;
  readonly trackingNumber: string;
  /** Empty means the whole order. */
  readonly lines: readonly { readonly externalLineId: string; readonly quantity: number }[];
  readonly platformData: Readonly<Record<string, unknown>>;
}

export type { ExternalIdKind, OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
