import type { ReadDb } from '#main/db/handles.ts';
import type { PaymentContext, PaymentProvider } from '#main/plugins/payments/payment-provider.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface AccountRow {
  readonly id: string;
  readonly provider_id: string;
  readonly name: string;
  readonly shop_id: string | null;
  readonly number_pattern: string;
  readonly config_json: string;
  readonly enabled: number;
  readonly refusal_json: string | null;
  readonly refused_at_ms: number | null;
  readonly keys_asked_at_ms: number;
}

/** An account with its provider and its keys, read anew each time: a changed key works at once. */
export interface OpenAccount {
  readonly row: AccountRow;
  readonly provider: PaymentProvider;
  context(signal?: AbortSignal): PaymentContext;
}

/** @throws AppError ERR_PAYMENT_ACCOUNT_UNKNOWN */
export function readAccountRow(db: ReadDb, accountId: string): AccountRow {
  const row = db
    .prepare<[string], AccountRow>(
      'SELECT id, provider_id, name, shop_id, number_pattern, config_json, enabled, refusal_json, refused_at_ms, keys_asked_at_ms FROM payment_accounts WHERE id = ?',
    )
    .get(accountId);
  if (!row) throw new AppError('ERR_PAYMENT_ACCOUNT_UNKNOWN', { account: accountId });
  return row;
}

/** @throws AppError ERR_PAYMENT_ACCOUNT_UNKNOWN, ERR_PAYMENT_PROVIDER_UNKNOWN, ERR_PAYMENT_ACCOUNT_OFF, ERR_PAYMENT_CONFIG_UNREADABLE */
export function openAccount(db: ReadDb, services: PaymentServices, accountId: string): OpenAccount {
  const row = readAccountRow(db, accountId);
  const provider = requireProvider(services, row.provider_id);
  if (row.enabled !== 1) throw new AppError('ERR_PAYMENT_ACCOUNT_OFF', { account: row.name });
  return {
    row,
    provider,
    context(signal = new AbortController().signal) {
      const config = readStoredJson(provider.configSchema, row.config_json);
      const credentials = readStoredJson(
        provider.credentialsSchema,
        JSON.stringify(services.storedCredentials(row.id)),
      );
      if (!config.ok) throw new AppError('ERR_PAYMENT_CONFIG_UNREADABLE', { account: row.name, field: config.field });
      if (!credentials.ok)
        throw new AppError('ERR_PAYMENT_CONFIG_UNREADABLE', { account: row.name, field: credentials.field });
      return services.contextOf(config.value, credentials.value, signal);
    },
  };
}

/** @throws AppError ERR_PAYMENT_PROVIDER_UNKNOWN */
export function requireProvider(services: PaymentServices, id: string): PaymentProvider {
  const provider = services.findProvider(id);
  if (!provider) throw new AppError('ERR_PAYMENT_PROVIDER_UNKNOWN', { provider: id });
  return provider;
}
