import type { z } from 'zod';
import type { Clock } from '#core/kernel/clock.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { PluginResult } from '#main/plugins/plugin-result.ts';
import type { Recipient } from '#shared/model/order.ts';

/**
 * One carrier. The request key is ours, stable for a parcel, and travels as the carrier's own idempotency field
 * (SF `orderId`): the same key can never buy a second waybill.
 */
export interface CarrierConnector<Config = unknown, Credentials = unknown> {
  readonly id: string;
  readonly label: { readonly en: string; readonly 'zh-CN': string };
  readonly apiVersion: string;
  readonly configSchema: z.ZodType<Config>;
  readonly credentialsSchema: z.ZodType<Credentials>;
  readonly services: readonly {
    readonly code: string;
    readonly label: { readonly en: string; readonly 'zh-CN': string };
  }[];
  /** Whole waybill number of this carrier, for scans and imports. */
  readonly trackingNumberPattern: RegExp;

  /** Asks for a waybill. A duplicate key answers with the number issued before (`alreadyIssued`). */
  createWaybill(
    context: CarrierContext<Config, Credentials>,
    request: WaybillRequest,
  ): Promise<PluginResult<IssuedWaybill>>;
  /** What the carrier holds under our key; `value: null` means that it surely holds none. */
  findWaybill(
    context: CarrierContext<Config, Credentials>,
    requestKey: string,
  ): Promise<PluginResult<IssuedWaybill | null>>;
  cancelWaybill(
    context: CarrierContext<Config, Credentials>,
    requestKey: string,
  ): Promise<PluginResult<{ alreadyCancelled: boolean }>>;
  testConnection(context: CarrierContext<Config, Credentials>): Promise<PluginResult<null>>;
}

export interface CarrierContext<Config = unknown, Credentials = unknown> {
  readonly config: Config;
  readonly credentials: Credentials;
  readonly http: HttpClient;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export interface WaybillRequest {
  readonly requestKey: string;
  readonly serviceCode: string;
  readonly sender: Recipient;
  readonly recipient: Recipient;
  readonly weightG: number;
  readonly parcelCount: number;
  readonly goods: readonly { readonly name: string; readonly quantity: number }[];
  readonly remark: string;
}

export interface IssuedWaybill {
  readonly trackingNumber: string;
  readonly childNumbers: readonly string[];
  readonly alreadyIssued: boolean;
  /** Routing data for the label. */
  readonly route: {
    readonly destinationCode: string;
    readonly originCode: string;
    readonly routeLabel: string;
    /** Content of the carrier's two-dimensional code; empty when the carrier sends none. */
    readonly twoDimensionCode: string;
    readonly sortingCode: string;
  };
}
