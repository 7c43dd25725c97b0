import type { ReadDb } from '#main/db/handles.ts';
import type { CarrierConnector, CarrierContext } from '#main/plugins/carriers/carrier-connector.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { changedFields, checkAccount, checkChange, storedConfig, trialAnswer } from '#main/usecases/plugin-account.ts';
import type { CredentialStore, Settings } from '#main/usecases/plugin-account.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { CarrierAccountView } from '#shared/contract/shops.ts';
import type { Problem } from '#shared/contract/common.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { CarrierAccountId } from '#shared/model/ids.ts';
import type { z } from 'zod';

type Account = z.infer<typeof CarrierAccountView>;

export interface CarrierServices extends CredentialStore {
  findCarrier(id: string): CarrierConnector | undefined;
  trialContext(config: unknown, credentials: unknown): CarrierContext;
}

interface AccountRow {
  id: string;
  carrier_id: string;
  name: string;
  service_code: string;
  enabled: number;
  is_default: number;
  connected: number;
  open_parcels: number;
  config_json: string;
}

/** CROSS JOIN keeps the order: first the few parcels that are still here, never all waybills that were ever issued. */
const SELECT_ACCOUNT = `SELECT a.id, a.carrier_id, a.name, a.service_code, a.enabled, a.is_default, a.config_json, EXISTS (SELECT 1 FROM secrets x WHERE x.name = 'carrier:' || a.id) AS connected,
    (SELECT COUNT(*) FROM shipments s CROSS JOIN waybills w ON w.shipment_id = s.id WHERE w.carrier_account_id = a.id AND w.state = 'issued' AND s.state IN ('packed', 'labelled')) AS open_parcels
  FROM carrier_accounts a`;

export function listCarrierAccounts(db: ReadDb): Account[] {
  return db.prepare<[], AccountRow>(`${SELECT_ACCOUNT} ORDER BY a.created_at_ms`).all().map(toAccount);
}

function toAccount(row: AccountRow): Account {
  return {
    id: CarrierAccountId.parse(row.id),
    carrierId: row.carrier_id,
    name: row.name,
    serviceCode: row.service_code,
    enabled: row.enabled === 1,
    isDefault: row.is_default === 1,
    connected: row.connected === 1,
    openParcelCount: row.open_parcels,
    config: storedConfig(row.config_json),
  };
}

/** The first account becomes the default. @throws AppError ERR_CARRIER_ACCOUNT_MISSING for an unknown carrier, ERR_HOST_INPUT_INVALID */
export function createCarrierAccount(
  context: UseCaseContext,
  services: CarrierServices,
  act: Act,
  input: { carrierId: string; name: string; serviceCode: string; config: Settings; credentials: Settings },
): Account {
  const carrier = requireCarrier(services, input.carrierId);
  const { config } = checkAccount(carrier, input);
  const id = context.ids.next();
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number)[]>(
      'INSERT INTO carrier_accounts (id, carrier_id, name, config_json, service_code, is_default, created_at_ms) VALUES (?, ?, ?, ?, ?, (SELECT COUNT(*) = 0 FROM carrier_accounts WHERE is_default = 1), ?)',
    ).run(id, input.carrierId, input.name, JSON.stringify(config), input.serviceCode, atMs);
    services.saveCredentials(tx, id, input.credentials);
    const data = { carrier: input.carrierId, name: input.name };
    recordAudit(tx, { atMs, act, what: 'carrier.create', target: id, data });
    tx.changed('shops');
  });
  return readAccount(context.read, id);
}

export interface CarrierChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly serviceCode?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly isDefault?: boolean | undefined;
  readonly config?: Settings | undefined;
  readonly credentials?: Settings | undefined;
}

export function updateCarrierAccount(
  context: UseCaseContext,
  services: CarrierServices,
  act: Act,
  change: CarrierChange,
): Account {
  const before = readAccount(context.read, change.id);
  const carrier = requireCarrier(services, before.carrierId);
  // What was disconnected has no credentials to switch on with.
  const settings = checkChange(carrier, services, change, change.enabled === true && !before.connected);
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    if (change.isDefault === true) tx.prepare<[]>('UPDATE carrier_accounts SET is_default = 0').run();
    tx.prepare<(string | number | null)[]>(
      'UPDATE carrier_accounts SET name = ?, service_code = ?, enabled = ?, is_default = ?, config_json = COALESCE(?, config_json) WHERE id = ?',
    ).run(
      change.name ?? before.name,
      change.serviceCode ?? before.serviceCode,
      (change.enabled ?? before.enabled) ? 1 : 0,
      (change.isDefault ?? before.isDefault) ? 1 : 0,
      settings.configJson,
      change.id,
    );
    if (settings.credentials) services.saveCredentials(tx, change.id, settings.credentials);
    recordAudit(tx, { atMs, act, what: 'carrier.update', target: change.id, data: { fields: changedFields(change) } });
    tx.changed('shops');
  });
  return readAccount(context.read, change.id);
}

export async function testCarrier(
  services: CarrierServices,
  input: { carrierId: string; config: Settings; credentials: Settings },
): Promise<{ ok: boolean; problem: Problem | null }> {
  const carrier = requireCarrier(services, input.carrierId);
  const { config, credentials } = checkAccount(carrier, input);
  const answer = await carrier.testConnection(services.trialContext(config, credentials));
  return trialAnswer(answer.ok ? null : answer.failure);
}

function requireCarrier(services: Pick<CarrierServices, 'findCarrier'>, id: string): CarrierConnector {
  const carrier = services.findCarrier(id);
  if (!carrier) throw new AppError('ERR_CARRIER_ACCOUNT_MISSING', { carrier: id });
  return carrier;
}

function readAccount(db: ReadDb, id: string): Account {
  const row = db.prepare<[string], AccountRow>(`${SELECT_ACCOUNT} WHERE a.id = ?`).get(id);
  if (!row) throw new AppError('ERR_CARRIER_ACCOUNT_MISSING', { carrier: id });
  return toAccount(row);
}
