import type { ReadDb, WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requireRight } from '#main/usecases/auth/require-right.ts';
import { checkCase } from '#main/usecases/customs/desk/check-case.ts';
import type { CheckTools } from '#main/usecases/customs/desk/check-tools.ts';
import { readCase } from '#main/usecases/customs/desk/read-case.ts';
import { recordEvent } from '#main/usecases/orders/record-event.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { CaseDetail } from '#shared/contract/customs-desk.ts';
import { AppError } from '#shared/errors/app-error.ts';

/**
 * Lets an order go although something blocks it. It holds for the named findings only: another one blocks again, and so does
 * the same one once it was mended and comes back.
 * @throws AppError ERR_AUTH_RIGHT_MISSING; ERR_CUSTOMS_CASE_CHANGED when something blocks that the person was not shown
 */
export function overrideCase(
  context: UseCaseContext,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  input: {
    readonly orderId: string;
    readonly version: number;
    readonly keys: readonly string[];
    readonly reason: string;
  },
): CaseDetail {
  return context.db.transaction((tx) => {
    requireRight(tx, act, 'customs_release');
    const atMs = context.clock.nowMs();
    requireVersion(tx, input.orderId, input.version);
    const tools = readTools(tx);
    checkCase(tx, atMs, act, tools, input.orderId);
    const blocks = tx
      .prepare<[string], { finding_key: string; rule_id: string }>(
        "SELECT finding_key, rule_id FROM customs_findings WHERE order_id = ? AND severity = 'block'",
      )
      .all(input.orderId);
    if (blocks.length === 0 || blocks.some(({ finding_key: key }) => !input.keys.includes(key)))
      throw new AppError('ERR_CUSTOMS_CASE_CHANGED', { number: input.orderId });
    for (const { finding_key: key } of blocks)
      tx.prepare<[string, string, string, string, number]>(
        'INSERT OR REPLACE INTO customs_overrides (order_id, finding_key, reason, given_by, at_ms) VALUES (?, ?, ?, ?, ?)',
      ).run(input.orderId, key, input.reason, act.actor.name, atMs);
    const rules = [...new Set(blocks.map((block) => block.rule_id))].join(', ');
    tell(tx, act, atMs, input.orderId, 'customs.overridden', 'customs.override', { reason: input.reason, rules });
    checkCase(tx, atMs, act, tools, input.orderId);
    return readCase(tx, input.orderId);
  });
}

/** Takes an override back: what it named blocks again. @throws AppError ERR_AUTH_RIGHT_MISSING, ERR_CUSTOMS_CASE_CHANGED */
export function withdrawOverride(
  context: UseCaseContext,
  act: Act,
  readTools: (db: ReadDb) => CheckTools,
  input: { readonly orderId: string; readonly version: number },
): CaseDetail {
  return context.db.transaction((tx) => {
    requireRight(tx, act, 'customs_release');
    const atMs = context.clock.nowMs();
    requireVersion(tx, input.orderId, input.version);
    tx.prepare<[string]>('DELETE FROM customs_overrides WHERE order_id = ?').run(input.orderId);
    tell(tx, act, atMs, input.orderId, 'customs.override_withdrawn', 'customs.withdraw', {});
    checkCase(tx, atMs, act, readTools(tx), input.orderId);
    return readCase(tx, input.orderId);
  });
}

/** Counts the version on: the case changed for everybody who looks at it. */
function requireVersion(tx: WriteTx, orderId: string, version: number): void {
  const { changes } = tx
    .prepare<[string, number]>(
      'UPDATE customs_cases SET version = version + 1 WHERE order_id = ? AND version = ? AND is_open = 1',
    )
    .run(orderId, version);
  if (changes === 0) throw new AppError('ERR_CUSTOMS_CASE_CHANGED', { number: orderId });
}

function tell(
  tx: WriteTx,
  act: Act,
  atMs: number,
  orderId: string,
  type: 'customs.overridden' | 'customs.override_withdrawn',
  what: string,
  data: Readonly<Record<string, string>>,
): void {
  recordEvent(tx, { orderId, atMs, type, act, rule: null, data });
  recordAudit(tx, { atMs, act, what, target: orderId, data });
}
