import type { WriteTx } from '#main/db/handles.ts';
import type { PaymentContext, PaymentProvider } from '#main/plugins/payments/payment-provider.ts';

/** What the composition root lends to the use cases of payments. */
export interface PaymentServices {
  readonly providers: readonly PaymentProvider[];
  findProvider(id: string): PaymentProvider | undefined;
  /** Whether the merchant collects the money of this channel's orders; else the platform says what is paid. */
  collectsElsewhere(channelId: string): boolean;
  /** Fields that are absent or empty stay as they are. */
  saveCredentials(tx: WriteTx, accountId: string, credentials: Readonly<Record<string, unknown>>): void;
  readCredentials(accountId: string): Readonly<Record<string, unknown>>;
  /** For calls with settings and credentials that were checked. */
  contextOf(config: unknown, credentials: unknown, signal: AbortSignal): PaymentContext;
}
