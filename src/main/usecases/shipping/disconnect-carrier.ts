import { deleteSecret } from '#main/db/repos/secrets-repo.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Buys no more waybills from a carrier account and erases its credentials. Waybills already held stay, with their labels, and can
 * be printed and handed over. An account that never had a waybill goes without a trace.
 * @returns whether nothing of it was left to keep
 * @throws AppError ERR_CARRIER_ACCOUNT_MISSING
 */
export function disconnectCarrier(context: UseCaseContext, act: Act, accountId: string): { removed: boolean } {
  return context.db.transaction((tx) => {
    const account = tx
      .prepare<[string], { name: string }>('SELECT name FROM carrier_accounts WHERE id = ?')
      .get(accountId);
    if (!account) throw new AppError('ERR_CARRIER_ACCOUNT_MISSING', { carrier: accountId });
    const isUsed =
      tx
        .pluck<[string], number>('SELECT EXISTS (SELECT 1 FROM waybills WHERE carrier_account_id = ?)')
        .get(accountId) === 1;
    deleteSecret(tx, `carrier:${accountId}`);
    if (isUsed)
      tx.prepare<[string]>('UPDATE carrier_accounts SET enabled = 0, is_default = 0 WHERE id = ?').run(accountId);
    else tx.prepare<[string]>('DELETE FROM carrier_accounts WHERE id = ?').run(accountId);
    // Somebody has to be asked for the next waybill: the oldest account that is left.
    tx.prepare<[]>(
      `UPDATE carrier_accounts SET is_default = 1 WHERE id = (SELECT id FROM carrier_accounts WHERE enabled = 1 ORDER BY created_at_ms LIMIT 1)
       AND NOT EXISTS (SELECT 1 FROM carrier_accounts WHERE is_default = 1)`,
    ).run();
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'carrier.disconnect',
      target: accountId,
      data: { name: account.name },
    });
    tx.changed('shops');
    return { removed: !isUsed };
  });
}
