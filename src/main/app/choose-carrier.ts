import { keepDemoApart, refuseDemoSender } from '#main/app/keep-demo-apart.ts';
import { CARRIERS } from '#main/app/registries.ts';
import { readCredentials } from '#main/app/credentials.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { SecretSealer } from '#main/db/repos/secrets-repo.ts';
import type { HttpClient } from '#main/lib/http-client.ts';
import type { ChooseCarrier, ConnectedCarrier, SenderOf } from '#main/usecases/shipping/connected-carrier.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { StoredJson } from '#main/usecases/read-stored-json.ts';
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
  /** The default account. @throws AppError ERR_CARRIER_ACCOUNT_MISSING and those of {@link keepDemoApart} */
  readonly choose: ChooseCarrier;
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
        config: fitting(row, readStoredJson(connector.configSchema, row.config_json)),
        credentials: fitting(
          row,
          readStoredJson(
            connector.credentialsSchema,
            JSON.stringify(readCredentials(context.read, sealer, `carrier:${row.id}`)),
          ),
        ),
        http,
        clock: context.clock,
        signal: signal ?? new AbortController().signal,
      }),
    };
  };
  return {
    choose(orderId) {
      const account = defaultAccount(context.read);
      if (account) keepDemoApart(context.read, orderId, account);
      return connect(account);
    },
    open: (accountId) => connect(context.read.prepare<[string], AccountRow>(`${ACCOUNTS} WHERE id = ?`).get(accountId)),
  };
}

const ACCOUNTS = 'SELECT id, carrier_id, name, config_json, service_code FROM carrier_accounts';

function defaultAccount(read: ReadDb): AccountRow | undefined {
  return read
    .prepare<[], AccountRow>(`${ACCOUNTS} WHERE enabled = 1 ORDER BY is_default DESC, created_at_ms LIMIT 1`)
    .get();
}

/** @throws AppError ERR_CARRIER_CONFIG_UNREADABLE naming the field: the carrier may ask for more than the version that stored it */
function fitting<T>(account: AccountRow, stored: StoredJson<T>): T {
  if (stored.ok) return stored.value;
  throw new AppError('ERR_CARRIER_CONFIG_UNREADABLE', { account: account.name, field: stored.field });
}

/**
 * The sender that stands on labels of a warehouse: what was entered in the settings, else the warehouse's own.
 * @throws AppError ERR_STOCK_WAREHOUSE_UNKNOWN, ERR_STOCK_SENDER_MISSING, ERR_STOCK_SENDER_OF_DEMO, ERR_STOCK_SENDER_UNREADABLE
 */
export function createSenderOf(context: UseCaseContext): SenderOf {
  return (warehouseId) => {
    const entered = readSetting(context.read, 'senderAddress');
    if (entered.name !== '') {
      refuseDemoSender(entered, () => defaultAccount(context.read));
      return { ...entered, country: 'CN', town: '', isMasked: false };
    }
    const row = context.read
      .prepare<[string], { sender_json: string }>('SELECT sender_json FROM warehouses WHERE id = ?')
      .get(warehouseId);
    if (!row) throw new AppError('ERR_STOCK_WAREHOUSE_UNKNOWN', { warehouseId });
    const sender = readStoredJson(Recipient, row.sender_json);
    if (!sender.ok) throw new AppError('ERR_STOCK_SENDER_UNREADABLE', { field: sender.field });
    if (sender.value.name === '') throw new AppError('ERR_STOCK_SENDER_MISSING', {});
    return sender.value;
  };
}
