import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { hiddenHistory } from '#main/usecases/shops/hidden-history.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { isErrorCode } from '#shared/errors/catalog.ts';
import type { FieldChange, Replay, ReplayOutcome, ReplayedOrder } from '#shared/contract/replay.ts';
import { AppError } from '#shared/errors/app-error.ts';

export const REPLAY_TOPIC = 'shop.replay';

export interface ReplayRow {
  readonly id: string;
  readonly shop_id: string;
  readonly source: Replay['source'];
  readonly from_ms: number;
  readonly to_ms: number;
  readonly is_dry: number;
  readonly state: Replay['state'];
  readonly cursor_ms: number;
  readonly cursor_id: string;
  readonly failure_json: string | null;
  readonly hidden_until_ms: number | null;
  readonly act_json: string;
  readonly created_by: string;
  readonly created_at_ms: number;
  readonly finished_at_ms: number | null;
}

/** Begins a replay as a job. @throws AppError ERR_CHANNEL_SHOP_UNKNOWN, ERR_HOST_INPUT_INVALID for a window that ends before it begins */
export function startReplay(
  context: UseCaseContext,
  act: Act,
  input: Pick<Replay, 'source' | 'fromMs' | 'toMs' | 'isDry'> & { readonly id: string },
): Replay {
  if (input.toMs <= input.fromMs) throw new AppError('ERR_HOST_INPUT_INVALID', { field: 'toMs' });
  const id = context.ids.next();
  return context.db.transaction((tx) => {
    if (tx.pluck<[string], number>('SELECT 1 FROM shops WHERE id = ?').get(input.id) === undefined)
      throw new AppError('ERR_CHANNEL_SHOP_UNKNOWN', { shopId: input.id });
    const atMs = context.clock.nowMs();
    tx.prepare<(string | number)[]>(
      `INSERT INTO replays (id, shop_id, source, from_ms, to_ms, is_dry, state, cursor_ms, act_json, created_by, created_at_ms) VALUES (?, ?, ?, ?, ?, ?, 'running', ?, ?, ?, ?)`,
    ).run(
      id,
      input.id,
      input.source,
      input.fromMs,
      input.toMs,
      input.isDry ? 1 : 0,
      input.fromMs,
      JSON.stringify(act),
      act.actor.name,
      atMs,
    );
    const { source, fromMs, toMs, isDry } = input;
    recordAudit(tx, { atMs, act, what: 'replay.start', target: id, data: { source, fromMs, toMs, isDry } });
    enqueueJob(tx, context, {
      topic: REPLAY_TOPIC,
      key: `replay:${id}`,
      payload: { replayId: id },
      shopId: input.id,
    });
    tx.changed('shops');
    return viewOf(tx, findReplay(tx, id));
  });
}

/** What was applied so far stays. */
export function stopReplay(context: UseCaseContext, act: Act, id: string): Replay {
  return context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const { changes } = tx
      .prepare<[number, string]>(
        "UPDATE replays SET state = 'stopped', finished_at_ms = ? WHERE id = ? AND state = 'running'",
      )
      .run(atMs, id);
    if (changes > 0) recordAudit(tx, { atMs, act, what: 'replay.stop', target: id });
    tx.changed('shops');
    return viewOf(tx, findReplay(tx, id));
  });
}

export function listReplays(db: ReadDb, shopId: string): Replay[] {
  return db
    .prepare<[string], ReplayRow>(
      'SELECT * FROM replays WHERE shop_id = ? ORDER BY created_at_ms DESC, id DESC LIMIT 20',
    )
    .all(shopId)
    .map((row) => viewOf(db, row));
}

/** Orders that change or cannot be read; those that stay as they are only count. */
export function listReplayedOrders(db: ReadDb, replayId: string): ReplayedOrder[] {
  return db
    .prepare<
      [string],
      {
        external_number: string;
        order_id: string | null;
        outcome: ReplayOutcome;
        code: string | null;
        diff_json: string;
      }
    >(
      `SELECT r.external_number, o.id AS order_id, r.outcome, r.code, r.diff_json FROM replay_orders r JOIN replays p ON p.id = r.replay_id
       LEFT JOIN orders o ON o.shop_id = p.shop_id AND o.external_number = r.external_number
       WHERE r.replay_id = ? AND r.outcome IN ('created', 'changed', 'parked') ORDER BY r.outcome DESC, r.external_number LIMIT 500`,
    )
    .all(replayId)
    .map((row) => ({
      externalNumber: row.external_number,
      orderId: row.order_id,
      outcome: row.outcome,
      code: row.code !== null && isErrorCode(row.code) ? row.code : null,
      changes: JSON.parse(row.diff_json) as FieldChange[],
    }));
}

/** @throws AppError ERR_HOST_NOT_FOUND */
export function findReplay(db: ReadDb, id: string): ReplayRow {
  const row = db.prepare<[string], ReplayRow>('SELECT * FROM replays WHERE id = ?').get(id);
  if (!row) throw new AppError('ERR_HOST_NOT_FOUND', { id });
  return row;
}

function viewOf(db: ReadDb, row: ReplayRow): Replay {
  const counts: Record<ReplayOutcome, number> = { created: 0, changed: 0, same: 0, stale: 0, parked: 0 };
  const counted = db.prepare<[string], { outcome: ReplayOutcome; n: number }>(
    'SELECT outcome, COUNT(*) AS n FROM replay_orders WHERE replay_id = ? GROUP BY outcome',
  );
  for (const { outcome, n } of counted.all(row.id)) counts[outcome] = n;
  return {
    id: row.id,
    source: row.source,
    fromMs: row.from_ms,
    toMs: row.to_ms,
    isDry: row.is_dry === 1,
    isApplied: row.is_dry === 1 && isAppliedSince(db, row),
    state: row.state,
    cursorMs: row.cursor_ms,
    counts,
    problem:
      readProblem(row.failure_json) ?? (row.hidden_until_ms === null ? null : hiddenHistory(row.hidden_until_ms)),
    createdBy: row.created_by,
    createdAtMs: row.created_at_ms,
    finishedAtMs: row.finished_at_ms,
  };
}

/** One that was stopped halfway can be applied again. */
function isAppliedSince(db: ReadDb, { shop_id, source, from_ms, to_ms, id }: ReplayRow): boolean {
  return (
    db
      .pluck<[string, string, number, number, string], number>(
        `SELECT 1 FROM replays WHERE shop_id = ? AND source = ? AND from_ms = ? AND to_ms = ? AND id > ? AND is_dry = 0 AND state <> 'stopped' LIMIT 1`,
      )
      .get(shop_id, source, from_ms, to_ms, id) !== undefined
  );
}
