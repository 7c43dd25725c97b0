import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { Investigation } from '#shared/contract/sync.ts';
import { AppError } from '#shared/errors/app-error.ts';

type Row = Omit<Investigation, 'steps'>;

const COLUMNS = `id, day_start_ms AS dayStartMs, day_end_ms AS dayEndMs, platform_count AS platformCount, difference_count AS differenceCount,
  opened_at_ms AS openedAtMs, closed_at_ms AS closedAtMs, closed_by AS closedBy, close_reason AS closeReason`;

/** Of one shop, open ones first, the newest day first. */
export function listInvestigations(db: ReadDb, shopId: string): Investigation[] {
  return db
    .prepare<[string], Row>(
      `SELECT ${COLUMNS} FROM recon_investigations WHERE shop_id = ? ORDER BY closed_at_ms IS NOT NULL, day_start_ms DESC LIMIT 100`,
    )
    .all(shopId)
    .map((row) => withSteps(db, row));
}

/** @throws AppError ERR_HOST_NOT_FOUND, ERR_CHANNEL_INVESTIGATION_CLOSED */
export function tickStep(
  context: UseCaseContext,
  act: Act,
  input: { readonly id: string; readonly step: string; readonly done: boolean },
): Investigation {
  return context.db.transaction((tx) => {
    openInvestigation(tx, input.id);
    if (input.done)
      tx.prepare<[string, string, number, string]>(
        'INSERT INTO recon_steps (investigation_id, step, done_at_ms, done_by) VALUES (?, ?, ?, ?) ON CONFLICT (investigation_id, step) DO NOTHING',
      ).run(input.id, input.step, context.clock.nowMs(), act.actor.name);
    else
      tx.prepare<[string, string]>('DELETE FROM recon_steps WHERE investigation_id = ? AND step = ?').run(
        input.id,
        input.step,
      );
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'investigation.step',
      target: input.id,
      data: { step: input.step, done: input.done },
    });
    tx.changed('shops');
    return readInvestigation(tx, input.id);
  });
}

/** @throws AppError ERR_HOST_NOT_FOUND, ERR_CHANNEL_INVESTIGATION_CLOSED */
export function closeInvestigation(
  context: UseCaseContext,
  act: Act,
  input: { readonly id: string; readonly reason: string },
): Investigation {
  return context.db.transaction((tx) => {
    openInvestigation(tx, input.id);
    const atMs = context.clock.nowMs();
    tx.prepare<[number, string, string, string]>(
      'UPDATE recon_investigations SET closed_at_ms = ?, closed_by = ?, close_reason = ? WHERE id = ?',
    ).run(atMs, act.actor.name, input.reason, input.id);
    recordAudit(tx, { atMs, act, what: 'investigation.close', target: input.id, data: { reason: input.reason } });
    tx.changed('shops');
    return readInvestigation(tx, input.id);
  });
}

function openInvestigation(db: ReadDb, id: string): void {
  if (readInvestigation(db, id).closedAtMs !== null) throw new AppError('ERR_CHANNEL_INVESTIGATION_CLOSED', {});
}

function readInvestigation(db: ReadDb, id: string): Investigation {
  const row = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM recon_investigations WHERE id = ?`).get(id);
  if (!row) throw new AppError('ERR_HOST_NOT_FOUND', { id });
  return withSteps(db, row);
}

function withSteps(db: ReadDb, row: Row): Investigation {
  const steps = db
    .prepare<[string], Investigation['steps'][number]>(
      'SELECT step, done_at_ms AS doneAtMs, done_by AS doneBy FROM recon_steps WHERE investigation_id = ? ORDER BY done_at_ms',
    )
    .all(row.id);
  return { ...row, steps };
}
