import { readCredentials, saveCredentials } from '#main/app/credentials.ts';
import { CARRIERS, CHANNELS } from '#main/app/registries.ts';
import type { Services } from '#main/app/services.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import { openJsonSocket } from '#main/lib/json-socket.ts';
import { createPendingAuthorisations } from '#main/usecases/shops/pending-authorisations.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Channels that a shop can be of, its credentials, and how its settings are tried before they are stored. */
export function buildShopServices(
  context: UseCaseContext,
  sealer: SecretSealer,
  http: HttpClient,
  warehouseId: () => string,
): Services['shops'] {
  return {
    channels: CHANNELS.all,
    findChannel: (id) => CHANNELS.find(id),
    warehouseId,
    saveCredentials: (tx, shopId, credentials) =>
      saveCredentials(tx, sealer, `shop:${shopId}`, credentials, context.clock.nowMs()),
    authorisations: createPendingAuthorisations(context.clock),
    storedCredentials: (shopId) => readCredentials(context.read, sealer, `shop:${shopId}`),
    trialContext: (config, credentials) => ({
      config,
      credentials,
      currency: 'CNY',
      http,
      openSocket: openJsonSocket,
      clock: context.clock,
      signal: AbortSignal.timeout(15_000),
    }),
  };
}

/** The same for carriers and their accounts. */
export function buildCarrierServices(
  context: UseCaseContext,
  sealer: SecretSealer,
  http: HttpClient,
): Services['carrierPlugins'] {
  return {
    carriers: CARRIERS.all,
    findCarrier: (id) => CARRIERS.find(id),
    saveCredentials: (tx, accountId, credentials) =>
      saveCredentials(tx, sealer, `carrier:${accountId}`, credentials, context.clock.nowMs()),
    storedCredentials: (accountId) => readCredentials(context.read, sealer, `carrier:${accountId}`),
    trialContext: (config, credentials) => ({
      config,
      credentials,
      http,
      clock: context.clock,
      signal: AbortSignal.timeout(15_000),
    }),
  };
}
