import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { packInForce } from '#main/usecases/customs/rules/pack-rows.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import type { CustomsRule } from '#shared/model/customs-rules.ts';

export interface Confirmation {
  readonly ruleId: string;
  readonly digest: string;
  readonly note: string;
  readonly atMs: number;
  readonly by: string;
}

/** What a confirmation hangs on: any change of the rule, its dates, texts or source makes another one. */
export function ruleDigest(rule: CustomsRule): string {
  return createHash('sha256').update(canonicalJson(rule)).digest('hex');
}

export function listConfirmations(db: ReadDb): ReadonlyMap<string, Confirmation> {
  const rows = db
    .prepare<[], { rule_id: string; rule_digest: string; note: string; confirmed_at_ms: number; confirmed_by: string }>(
      'SELECT * FROM customs_rule_confirmations',
    )
    .all();
  return new Map(
    rows.map((row) => [
      row.rule_id,
      {
        ruleId: row.rule_id,
        digest: row.rule_digest,
        note: row.note,
        atMs: row.confirmed_at_ms,
        by: row.confirmed_by,
      },
    ]),
  );
}

/**
 * Stands for a rule that was read in one secondary source only, so that it may block.
 * @param input.digest of the rule as the person saw it; null takes the confirmation back
 * @throws AppError ERR_CUSTOMS_RULE_UNKNOWN, ERR_CUSTOMS_RULE_NOT_CONFIRMABLE, ERR_CUSTOMS_RULE_CHANGED
 */
export function confirmRule(
  context: UseCaseContext,
  act: Act,
  input: { readonly ruleId: string; readonly digest: string; readonly isConfirmed: boolean; readonly note: string },
): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const rule = packInForce(tx)
      .pack.lanes.flatMap((lane) => lane.rules)
      .find(({ id }) => id === input.ruleId);
    if (!rule) throw new AppError('ERR_CUSTOMS_RULE_UNKNOWN', { ruleId: input.ruleId });
    if (rule.confidence !== 'S') throw new AppError('ERR_CUSTOMS_RULE_NOT_CONFIRMABLE', { ruleId: input.ruleId });
    if (ruleDigest(rule) !== input.digest) throw new AppError('ERR_CUSTOMS_RULE_CHANGED', { ruleId: input.ruleId });
    if (input.isConfirmed)
      tx.prepare<[string, string, string, number, string]>(
        'INSERT OR REPLACE INTO customs_rule_confirmations (rule_id, rule_digest, note, confirmed_at_ms, confirmed_by) VALUES (?, ?, ?, ?, ?)',
      ).run(rule.id, input.digest, input.note, atMs, act.actor.name);
    else tx.prepare<[string]>('DELETE FROM customs_rule_confirmations WHERE rule_id = ?').run(rule.id);
    const what = input.isConfirmed ? 'customs_rules.confirm' : 'customs_rules.withdraw';
    recordAudit(tx, { atMs, act, what, target: rule.id, data: { note: input.note } });
    tx.changed('customs-rules');
  });
}
