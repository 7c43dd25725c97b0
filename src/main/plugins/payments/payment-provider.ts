import type { z } from 'zod';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';
import type { UtcMs } from '#shared/model/time.ts';

/**
 * One payment provider. It speaks the vendor's documented wire format and touches no database. A callback is a hint, however
 * well it is signed: an order counts as paid only after {@link queryPayment} agreed.
 */
export interface PaymentProvider<Config = unknown, Credentials = unknown> {
  /** Folder name and stable key in the database, e.g. `wechat-pay`. */
  readonly id: string;
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  readonly apiVersion: string;
  readonly configSchema: z.ZodType<Config>;
  readonly credentialsSchema: z.ZodType<Credentials>;
  /** What the vendor wants to hear after the commit; anything else makes it send the callback again. */
  readonly taken: CallbackAnswer;
  /** What the vendor hears when a callback is not taken. `status` is the one of the coded error. */
  refused(code: ErrorCode, status: number): CallbackAnswer;

  /** Checks one callback over the exact bytes received. Pure apart from the clock in the context. */
  verifyCallback(context: PaymentContext<Config, Credentials>, request: CallbackRequest): CallbackVerdict;
  /** Fetches the vendor's present public keys, for a callback whose serial number is unknown. @returns credentials to be stored */
  fetchKeys?(context: PaymentContext<Config, Credentials>): Promise<PluginResult<Partial<Credentials>>>;
  /** Asks what the vendor holds under the merchant's number; `value: null`: it surely knows no such payment. */
  queryPayment(
    context: PaymentContext<Config, Credentials>,
    outTradeNo: string,
  ): Promise<PluginResult<PaymentFacts | null>>;
}

export interface PaymentContext<Config = unknown, Credentials = unknown> {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface CallbackRequest {
  /** Lower-case header names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface CallbackAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

export type CallbackRefusal =
  | 'ERR_PAYMENT_SIGNATURE_INVALID'
  | 'ERR_PAYMENT_SERIAL_UNKNOWN'
  | 'ERR_PAYMENT_CALLBACK_STALE'
  | 'ERR_PAYMENT_CALLBACK_UNREADABLE'
  | 'ERR_PAYMENT_MERCHANT_WRONG';

export type CallbackVerdict =
  /** Genuine. `notice: null`: it tells of nothing that concerns a payment; it is answered and kept nowhere. */
  | { readonly ok: true; readonly notice: PaymentNotice | null }
  | { readonly ok: false; readonly code: CallbackRefusal; readonly reason: string };

/** What a genuine callback says. */
export interface PaymentNotice {
  /** Unique per account; the same callback sent twice bears the same. */
  readonly deliveryId: string;
  readonly topic: string;
  readonly kind: 'payment' | 'refund';
  readonly outTradeNo: string;
  readonly tradeNumber: string;
  /** The state in the vendor's own word. */
  readonly vendorState: string;
  readonly state: PaymentMoment;
  /** What the buyer owes, in minor units; null where the callback does not tell. */
  readonly amountMinor: number | null;
  readonly currency: string;
  /** The account that the money goes to, in the vendor's terms; empty where it is not told. */
  readonly merchant: string;
  readonly paidAtMs: UtcMs | null;
  /** What was given back, where that is what the callback is about. */
  readonly refundMinor: number | null;
}

/** `awaited`: the buyer may still pay. `ended`: nobody will pay any more. */
export type PaymentMoment = 'paid' | 'awaited' | 'ended' | 'refunded';

/** What the vendor answers to a query, its signature checked. */
export interface PaymentFacts {
  readonly outTradeNo: string;
  readonly tradeNumber: string;
  readonly vendorState: string;
  readonly state: PaymentMoment;
  readonly amountMinor: number | null;
  readonly currency: string;
  /** Empty where the answer is about the asking merchant's own payments alone. */
  readonly merchant: string;
  readonly paidAtMs: UtcMs | null;
  /** The answer's exact bytes, for the archive. */
  readonly raw: Uint8Array;
}
