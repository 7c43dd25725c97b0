import type { z } from 'zod';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { JsonSocket, JsonSocketOptions } from '#main/lib/json-socket.ts';
import type { AnswerFault, AuthorisationRequest } from '#main/plugins/channels/authorise-address.ts';
import type { PluginFailure, PluginMessage, PluginResult } from '#main/plugins/plugin-result.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import type { AfterSalesState, FulfilmentState, HoldKind, PaymentState } from '#shared/model/order.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type {
  PushRequest,
  PushVerdict,
  PushManners,
  SubscriptionList,
  SubscriptionFix,
  QueuedPush,
} from '#main/plugins/channels/channel-pushes.ts';

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
  /** When the vendor serves that version no longer; left out: it says no such thing. */
  readonly apiVersionEndsAtMs?: UtcMs;
  /** Reads what the vendor says of its own API beside an answer (lower-case header names); null: nothing. Pure. */
  readApiNotice?(headers: Readonly<Record<string, string>>): ApiNotice | null;
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
  /** What the settings of one shop leave of the channel's abilities; left out: all of them. Pure. */
  abilitiesOf?(config: Config): {
    readonly pushWebhook?: boolean;
    readonly pushStock?: boolean;
    readonly listenPushes?: boolean;
  };
  /** A shop of the merchant's own, who collects the money: payments are confirmed here. Left out: the platform collects it. */
  readonly collectsElsewhere?: true;
  /** Ceilings that the vendor documents; left out: none are known. */
  readonly rateLimits?: readonly RateLimit[];
  /** The same where each shop's own settings say it; goes before {@link rateLimits}. Pure. */
  rateLimitsOf?(config: Config): readonly RateLimit[];
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

  /**
   * Since when the platform shows orders; asked for older ones it leaves them out without a word. Null: there is no such limit.
   * Left out: none is known. Asked only before a person's question that may reach so far back.
   */
  shownSince?(context: ChannelContext<Config, Credentials>): Promise<PluginResult<UtcMs | null>>;

  /**
   * Reads one order by its external number; a person may have pasted another that the platform itself can find it by. The answer
   * bears its external number. `value: null` means that the platform does not know it.
   */
  fetchOrder(
    context: ChannelContext<Config, Credentials>,
    externalNumber: string,
  ): Promise<PluginResult<RawChannelMessage | null>>;

  /** Paid orders whose payment falls into [fromMs, toMs), with the time and the amount of each: for the proof of completeness. */
  listPaidOrders(
    context: ChannelContext<Config, Credentials>,
    window: { fromMs: UtcMs; toMs: UtcMs },
  ): Promise<PluginResult<readonly PaidOrder[]>>;

  /** Reads one archived payload. Pure: the same bytes always give the same draft; never guesses an unmapped status. */
  readOrder(payload: Uint8Array, context: { currency: string; statusMap: readonly StatusMapRow[] }): OrderReading;

  /** How its address answers where nobody can verify: at a relay. Left out: a POST hears HTTP 200 with `{"ok":true}`. */
  readonly pushManners?: PushManners;

  /** Lists what the platform has subscribed, for whatever address, with the platform's time. Changes nothing. */
  inspectSubscriptions?(context: ChannelContext<Config, Credentials>): Promise<PluginResult<SubscriptionList>>;
  /** Changes one subscription. Repeating the same fix does no harm. */
  fixSubscription?(context: ChannelContext<Config, Credentials>, fix: SubscriptionFix): Promise<PluginResult<null>>;

  /** Checks one webhook delivery over the exact bytes received. Pure apart from the clock in the context. */
  verifyPush?(context: ChannelContext<Config, Credentials>, request: PushRequest): PushVerdict;

  /**
   * Where one app has its pushes for all sellers that let it in: the app, and how pushes call this shop's seller (null: the settings do
   * not say). Pure.
   */
  pushOwner?(context: Pick<ChannelContext<Config, Credentials>, 'config' | 'credentials'>): {
    readonly app: string;
    readonly seller: string | null;
  };

  /**
   * Holds the vendor's long connection until the signal ends it or it breaks. Each push is acknowledged on the wire only
   * after `take` has resolved, which means that it was committed; where `take` rejects, nothing is acknowledged.
   */
  listenPushes?(
    context: ChannelContext<Config, Credentials>,
    take: (pushes: readonly QueuedPush[]) => Promise<void>,
  ): Promise<PluginResult<null>>;

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

  /**
   * The recipient in clear of an order that the platform masks: for a person who gave a reason, one order at a time. What
   * comes is shown and never stored. Left out where the platform tells it to nobody, or the data is clear from the start.
   */
  decryptRecipient?(
    context: ChannelContext<Config, Credentials>,
    sealed: SealedRecipient,
  ): Promise<PluginResult<ClearRecipient>>;

  /** After-sales cases changed in [fromMs, toMs), with the manners of {@link pullChanges}. */
  pullRefunds?(
    context: ChannelContext<Config, Credentials>,
    window: { fromMs: UtcMs; toMs: UtcMs },
  ): AsyncIterable<PluginResult<readonly RawRefundMessage[]>>;
  /** Reads one archived case. Pure; never guesses an unmapped status (axis `refund`). */
  readRefund?(payload: Uint8Array, context: { currency: string; statusMap: readonly StatusMapRow[] }): RefundReading;

  /** Sets what may be sold, absolute and never relative, so that a repeated call does no harm. Each item has its own outcome. */
  pushStock?(
    context: ChannelContext<Config, Credentials>,
    items: readonly StockPushItem[],
  ): Promise<PluginResult<readonly StockPushOutcome[]>>;

  /**
   * All goods on sale with the platform's own ids, page by page, so that stock can be told before the first sale. The last
   * yielded result may be a failure. Left out where stock is told by the merchant's code alone.
   */
  pullListings?(context: ChannelContext<Config, Credentials>): AsyncIterable<PluginResult<readonly Listing[]>>;

  /** A page of the platform where the seller lets the app in, and the exchange of its code; left out: credentials are typed in. */
  readonly authorisation?: Authorisation<Config, Credentials>;
  /** Reads how long the credentials last; null where they never end. Pure. */
  accessTerm?(credentials: Credentials): AccessTerm | null;
  /** Gets new credentials before the old ones end. The caller stores them before anything else uses them. */
  refreshCredentials?(context: ChannelContext<Config, Credentials>): Promise<PluginResult<Credentials>>;

  /** Asks for the shop's own name with the given credentials; for the wizard's "test connection". */
  testConnection(context: ChannelContext<Config, Credentials>): Promise<PluginResult<{ shopName: string }>>;
}

export interface ChannelContext<Config = unknown, Credentials = unknown> {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly currency: string;
  readonly http: HttpClient;
  readonly openSocket: (options: JsonSocketOptions) => Promise<JsonSocket>;
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

/** A paid order as a listing tells of it. */
export interface PaidOrder {
  readonly externalNumber: string;
  readonly paidAtMs: UtcMs;
  /** In the shop's currency, as `readOrder` would give the total; null where the listing does not say. */
  readonly amountMinor: number | null;
}

export interface ChannelPage {
  readonly messages: readonly RawChannelMessage[];
  /** 1-based, for progress; `of` is null when the vendor gives no total. */
  readonly page: number;
  readonly of: number | null;
  /**
   * What changed before this time was in this page or in one before it: a pull that fails later goes on from here. Left out where the
   * platform lists in another order than that of the changes.
   */
  readonly readUntilMs?: UtcMs;
}

export type OrderReading =
  | { readonly ok: true; readonly draft: OrderDraft; readonly messages: readonly PluginMessage[] }
  | {
      readonly ok: false;
      readonly code: 'ERR_CHANNEL_STATUS_UNMAPPED' | 'ERR_CHANNEL_ORDER_UNREADABLE';
      readonly data: Readonly<Record<string, string>>;
    };

export interface Authorisation<Config = unknown, Credentials = unknown> {
  /** The credential that the exchange fills; it may still be missing when the address is asked for. */
  readonly tokenField: string;
  /** Settings or credentials that the page needs although a shop can be connected without them. */
  readonly needs?: readonly string[];
  /**
   * Checks the whole address with which the browser came back, before its code is exchanged; left out: the platform signs
   * nothing, and the code alone is enough. Pure. @returns why it is not taken, or null
   */
  checkAnswer?(
    context: Pick<ChannelContext<Config, Credentials>, 'config' | 'credentials'>,
    answer: URLSearchParams,
    asked: { readonly atMs: UtcMs; readonly nowMs: UtcMs },
  ): AnswerFault | null;
  /** The page to be opened in a browser. Pure. */
  address(
    context: Pick<ChannelContext<Config, Credentials>, 'config' | 'credentials'>,
    request: AuthorisationRequest,
  ): string;
  /** Credentials for the code that the page handed over; each code counts once. */
  exchange(
    context: ChannelContext<Config, Credentials>,
    code: string,
    redirectUri: string,
  ): Promise<PluginResult<Credentials>>;
}

/** How long the access lasts; null: the vendor gives no end. */
export interface AccessTerm {
  readonly accessUntilMs: UtcMs | null;
  /** After this a person has to authorise anew. */
  readonly refreshUntilMs: UtcMs | null;
}

/** A vendor's word on its own API: `deprecated` with its reason, or `other_version` than was asked for, which is then gone. */
export interface ApiNotice {
  readonly kind: 'deprecated' | 'other_version';
  readonly text: string;
}

/** An order whose recipient is masked. */
export interface SealedRecipient {
  readonly externalNumber: string;
  /** As `readOrder` gave it: an oaid, or ciphertexts. */
  readonly handle: string | null;
}

/** What the platform tells; absent parts stay masked. Phones are often virtual numbers that end by themselves. */
export interface ClearRecipient {
  readonly name?: string | undefined;
  readonly phone?: string | undefined;
  readonly street?: string | undefined;
}

/** A documented ceiling, for the budget that all jobs of a shop share. Source: the vendor's page named in the connector. */
export interface RateLimit {
  /** Operation as in {@link HttpRequest.operation}, or `*` for all of the connector's calls together. */
  readonly operation: string;
  readonly calls: number;
  readonly perMs: number;
}

/** One after-sales case in full, as the vendor sent it. */
export interface RawRefundMessage {
  readonly refundNumber: string;
  readonly externalNumber: string;
  readonly payload: Uint8Array;
}

/** An after-sales case in our terms. */
export interface RefundDraft {
  readonly refundNumber: string;
  readonly externalNumber: string;
  /** Of the case; an older one never overwrites a newer one. */
  readonly platformVersionMs: UtcMs;
  readonly platformStatus: string;
  readonly state: AfterSalesState;
  readonly kind: 'refund_only' | 'return_and_refund' | 'exchange' | 'resend' | 'repair' | 'other';
  readonly amountMinor: number;
  readonly currency: string;
  readonly reason: string;
  readonly requestedAtMs: UtcMs | null;
  /** Empty: the whole order, or the vendor does not say. */
  readonly lines: readonly { readonly externalLineId: string; readonly quantity: number }[];
  /** Of the parcel on its way back; empty while there is none. */
  readonly returnTrackingNumber: string;
}

export type RefundReading =
  | { readonly ok: true; readonly draft: RefundDraft }
  | {
      readonly ok: false;
      readonly code: 'ERR_CHANNEL_STATUS_UNMAPPED' | 'ERR_CHANNEL_ORDER_UNREADABLE';
      readonly data: Readonly<Record<string, string>>;
    };

/** What may be sold of one listing. */
export interface StockPushItem {
  /** Our SKU code, which the listing bears as its merchant code. */
  readonly skuCode: string;
  /** Ids of the listing where they were learned from orders or given by a person. */
  readonly externalItemId: string | null;
  readonly externalSkuId: string | null;
  readonly availableUnits: number;
}

/** One SKU that a shop has on sale. */
export interface Listing {
  readonly externalItemId: string;
  /** Empty for a good without SKUs. */
  readonly externalSkuId: string;
  /** The merchant's code; empty where nobody entered one. */
  readonly skuCode: string;
  readonly title: string;
  readonly variant: string;
}

export interface StockPushOutcome {
  readonly skuCode: string;
  readonly failure: PluginFailure | null;
}

export interface ConfirmShipmentRequest {
  readonly requestKey: string;
  readonly externalNumber: string;
  readonly carrierId: string;
  readonly trackingNumber: string;
  /** Empty means the whole order. */
  readonly lines: readonly { readonly externalLineId: string; readonly quantity: number }[];
  /** All that is in the parcel, also where `lines` is empty: what was taken off the order since, or put on it, is found by it. Left out: not told. */
  readonly inParcel?: readonly { readonly externalLineId: string; readonly quantity: number }[];
  /** What statuses mean to this shop, with what people said of them; left out: the connector's own table. */
  readonly statusMap?: readonly StatusMapRow[];
  readonly platformData: Readonly<Record<string, unknown>>;
}

export type { ExternalIdKind, OrderDraft, OrderDraftLine } from '#core/orders/order-draft.ts';
