import type { PaymentContext, PaymentProvider } from '#main/plugins/payments/payment-provider.ts';
import type { CredentialStore } from '#main/usecases/plugin-account.ts';

/** What the composition root lends to the use cases of payments. */
export interface PaymentServices extends CredentialStore {
  readonly providers: readonly PaymentProvider[];
  findProvider(id: string): PaymentProvider | undefined;
  /** Whether the merchant collects the money of this channel's orders; else the platform says what is paid. */
  collectsElsewhere(channelId: string): boolean;
  /** For calls with settings and credentials that were checked. */
  contextOf(config: unknown, credentials: unknown, signal: AbortSignal): PaymentContext;
}
