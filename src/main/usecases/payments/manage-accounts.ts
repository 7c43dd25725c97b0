import { isNumberPattern } from '#core/payments/number-pattern.ts';
import { deleteSecret } from '#main/db/repos/secrets-repo.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { readAccountRow, requireProvider } from '#main/usecases/payments/open-account.ts';
import type { AccountRow } from '#main/usecases/payments/open-account.ts';
import type { PaymentServices } from '#main/usecases/payments/payment-services.ts';
import { changedFields, checkAccount, checkChange, storedConfig, trialAnswer } from '#main/usecases/plugin-account.ts';
import type { Settings } from '#main/usecases/plugin-account.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { Problem } from '#shared/contract/common.ts';
import type { PaymentAccountView } from '#shared/contract/payments.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { PaymentAccountId, ShopId } from '#shared/model/ids.ts';

export interface NewAccount {
  readonly providerId: string;
  readonly name: string;
  readonly shopId: string | null;
  readonly numberPattern: string;
  readonly config: Settings;
  readonly credentials: Settings;
}

export interface AccountChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly shopId?: string | null | undefined;
  readonly numberPattern?: string | undefined;
  readonly enabled?: boolean | undefined;
  readonly config?: Settings | undefined;
  readonly credentials?: Settings | undefined;
}

export function listAccounts(db: ReadDb): PaymentAccountView[] {
  return db
    .pluck<[], string>('SELECT id FROM payment_accounts ORDER BY created_at_ms, id')
    .all()
    .map((id) => viewAccount(db, id));
}

/** @throws AppError ERR_PAYMENT_ACCOUNT_UNKNOWN */
export function viewAccount(db: ReadDb, id: string): PaymentAccountView {
  const row = readAccountRow(db, id);
  const refusal = row.refusal_json === null ? null : readStoredJson(Problem, row.refusal_json);
  return {
    id: PaymentAccountId.parse(row.id),
    providerId: row.provider_id,
    name: row.name,
    shopId: row.shop_id === null ? null : ShopId.parse(row.shop_id),
    numberPattern: row.number_pattern,
    enabled: row.enabled === 1,
    connected: hasKeys(db, row.id),
    config: storedConfig(row.config_json),
    callbackPath: `/push/pay/${row.id}`,
    refusal: refusal?.ok ? refusal.value : null,
    refusedAtMs: row.refused_at_ms,
  };
}

function hasKeys(db: ReadDb, id: string): boolean {
  return db.pluck<[string], number>('SELECT 1 FROM secrets WHERE name = ?').get(`payment:${id}`) === 1;
}

/** @throws AppError ERR_PAYMENT_PROVIDER_UNKNOWN, ERR_HOST_INPUT_INVALID, ERR_CHANNEL_SHOP_UNKNOWN */
export function createAccount(
  context: UseCaseContext,
  services: PaymentServices,
  act: Act,
  input: NewAccount,
): PaymentAccountView {
  const provider = requireProvider(services, input.providerId);
  const { config } = checkAccount(provider, input);
  requirePattern(input.numberPattern);
  const id = context.ids.next();
  return context.db.transaction((tx) => {
    requireShop(tx, input.shopId);
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      'INSERT INTO payment_accounts (id, provider_id, name, shop_id, number_pattern, config_json, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ).run(id, provider.id, input.name, input.shopId, input.numberPattern, JSON.stringify(config), atMs, atMs);
    services.saveCredentials(tx, id, input.credentials);
    recordAudit(tx, {
      atMs,
      act,
      what: 'payment_account.create',
      target: input.name,
      data: { provider: provider.id },
    });
    tx.changed('payments');
    return viewAccount(tx, id);
  });
}

/** @throws AppError ERR_PAYMENT_ACCOUNT_UNKNOWN, ERR_HOST_INPUT_INVALID, ERR_CHANNEL_SHOP_UNKNOWN */
export function updateAccount(
  context: UseCaseContext,
  services: PaymentServices,
  act: Act,
  change: AccountChange,
): PaymentAccountView {
  const before = readAccountRow(context.read, change.id);
  const provider = requireProvider(services, before.provider_id);
  // An account without keys has nothing to switch on with.
  const settings = checkChange(provider, services, change, change.enabled === true);
  if (change.numberPattern !== undefined) requirePattern(change.numberPattern);
  return context.db.transaction((tx) => {
    const shopId = change.shopId === undefined ? before.shop_id : change.shopId;
    requireShop(tx, shopId);
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number | null)[]>(
      'UPDATE payment_accounts SET name = ?, shop_id = ?, number_pattern = ?, config_json = COALESCE(?, config_json), enabled = ?, refusal_json = NULL, refused_at_ms = NULL, updated_at_ms = ? WHERE id = ?',
    ).run(
      change.name ?? before.name,
      shopId,
      change.numberPattern ?? before.number_pattern,
      settings.configJson,
      isOn(change, before) ? 1 : 0,
      atMs,
      change.id,
    );
    if (settings.credentials) services.saveCredentials(tx, change.id, settings.credentials);
    recordAudit(tx, {
      atMs,
      act,
      what: 'payment_account.update',
      target: change.name ?? before.name,
      data: { fields: changedFields(change) },
    });
    tx.changed('payments');
    return viewAccount(tx, change.id);
  });
}

const isOn = (change: AccountChange, before: AccountRow): boolean => change.enabled ?? before.enabled === 1;

/** Takes no more callbacks and erases the keys. An account that never had a payment goes without a trace. */
export function disconnectAccount(context: UseCaseContext, act: Act, accountId: string): { removed: boolean } {
  return context.db.transaction((tx) => {
    const account = readAccountRow(tx, accountId);
    const isUsed =
      tx.pluck<[string], number>('SELECT EXISTS (SELECT 1 FROM payments WHERE account_id = ?)').get(accountId) === 1;
    deleteSecret(tx, `payment:${accountId}`);
    if (isUsed) tx.prepare<[string]>('UPDATE payment_accounts SET enabled = 0 WHERE id = ?').run(accountId);
    else tx.prepare<[string]>('DELETE FROM payment_accounts WHERE id = ?').run(accountId);
    recordAudit(tx, { atMs: context.clock.nowMs(), act, what: 'payment_account.disconnect', target: account.name });
    tx.changed('payments');
    return { removed: !isUsed };
  });
}

/** No payment of such a number is there: the provider's "unknown" proves that keys and signatures are right on both sides. */
const NO_PAYMENT = 'PACKBENCH-TEST-0';

export async function testAccount(
  services: PaymentServices,
  input: { providerId: string; config: Settings; credentials: Settings },
): Promise<{ ok: boolean; problem: Problem | null }> {
  const provider = requireProvider(services, input.providerId);
  const { config, credentials } = checkAccount(provider, input);
  const context = services.contextOf(config, credentials, AbortSignal.timeout(15_000));
  const answer = await provider.queryPayment(context, NO_PAYMENT);
  return trialAnswer(answer.ok ? null : answer.failure);
}

function requirePattern(pattern: string): void {
  if (!isNumberPattern(pattern))
    throw new AppError('ERR_HOST_INPUT_INVALID', { field: 'numberPattern', reason: '{number}' });
}

function requireShop(db: ReadDb, shopId: string | null): void {
  if (shopId === null) return;
  if (db.pluck<[string], number>('SELECT 1 FROM shops WHERE id = ?').get(shopId) !== 1)
    throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId });
}
