import { readCredentials, saveCredentials } from '#main/app/credentials.ts';
import { CHANNELS, PAYMENT_PROVIDERS } from '#main/app/registries.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

export function buildPayments(context: UseCaseContext, sealer: SecretSealer, http: HttpClient): PaymentServices {
  return {
    providers: PAYMENT_PROVIDERS.all,
    findProvider: (id) => PAYMENT_PROVIDERS.find(id),
    collectsElsewhere: (channelId) => CHANNELS.find(channelId)?.collectsElsewhere === true,
    saveCredentials: (tx, accountId, credentials) =>
      saveCredentials(tx, sealer, `payment:${accountId}`, credentials, context.clock.nowMs()),
    storedCredentials: (accountId) => readCredentials(context.read, sealer, `payment:${accountId}`),
    contextOf: (config, credentials, signal) => ({ config, credentials, http, clock: context.clock, signal }),
  };
}
