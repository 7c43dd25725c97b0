import { CARRIERS } from '#main/app/registries.ts';
import { readCredentials } from '#main/app/credentials.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { ConnectedCarrier, SenderOf } from '#main/usecases/shipping/connected-carrier.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { Recipient } from '#shared/model/order.ts';

interface AccountRow {
  id: string;
  carrier_id: string;
  name: string;
  config_json: string;
  service_code: string;
}

export interface CarrierAccess {
  /** The default account. @throws AppError ERR_CARRIER_ACCOUNT_MISSING */
  choose(): ConnectedCarrier;
  /** @throws AppError ERR_CARRIER_ACCOUNT_MISSING */
  open(accountId: string): ConnectedCarrier;
}

export function createCarrierAccess(context: UseCaseContext, sealer: SecretSealer, http: HttpClient): CarrierAccess {
  const connect = (row: AccountRow | undefined): ConnectedCarrier => {
    const connector = row ? CARRIERS.find(row.carrier_id) : undefined;
    if (!row || !connector) throw new AppError('ERR_CARRIER_ACCOUNT_MISSING', { carrier: row?.carrier_id ?? null });
    return {
      accountId: row.id,
      carrierId: row.carrier_id,
      name: row.name,
      serviceCode: row.service_code,
      connector,
      carrierContext: (signal) => ({
        config: connector.configSchema.parse(JSON.parse(row.config_json)),
        credentials: connector.credentialsSchema.parse(readCredentials(context.read, sealer, `carrier:${row.id}`)),
        http,
        clock: context.clock,
        signal: signal ?? new AbortController().signal,
      }),
    };
  };
  const columns = 'SELECT id, carrier_id, name, config_json, service_code FROM carrier_accounts';
  return {
    choose: () =>
      connect(
        context.read
          .prepare<[], AccountRow>(`${columns} WHERE enabled = 1 ORDER BY is_default DESC, created_at_ms LIMIT 1`)
          .get(),
      ),
    open: (accountId) => connect(context.read.prepare<[string], AccountRow>(`${columns} WHERE id = ?`).get(accountId)),
  };
}

/** The sender that stands on labels of a warehouse. @throws AppError ERR_STOCK_WAREHOUSE_UNKNOWN */
export function createSenderOf(context: UseCaseContext): SenderOf {
  return (warehouseId) => {
    const row = context.read
      .prepare<[string], { sender_json: string }>('SELECT sender_json FROM warehouses WHERE id = ?')
      .get(warehouseId);
    if (!row) throw new AppError('ERR_STOCK_WAREHOUSE_UNKNOWN', { warehouseId });
    return Recipient.parse(JSON.parse(row.sender_json));
  };
}
