import { turnsOf } from '#main/db/write-turns.ts';
import type { SlowReads } from '#main/db/queries/named-query.ts';
import type { Act } from '#main/usecases/actor.ts';
import { applySlice } from '#main/usecases/imports/apply-slice.ts';
import { haltImport } from '#main/usecases/imports/start-import.ts';
import { readImport } from '#main/usecases/imports/read-import.ts';
import type { ImportRow } from '#main/usecases/imports/read-import.ts';
import { undoSlice } from '#main/usecases/imports/undo-slice.ts';
import { serveWaitingOrders } from '#main/usecases/stock/serve-waiting-orders.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface ImportRunServices {
  readonly reads: SlowReads;
  warehouseId(): string;
}

/**
 * Applies or takes back what was started, a few rows per transaction, so that scans and intake go on in between. Each slice is
 * whole: after a crash the next run goes on with the rows that are left. Ends when all is done, when a person stops it, or when
 * the signal aborts; what stands in the way stops the import with its reason.
 */
export async function runImport(
  context: UseCaseContext,
  services: ImportRunServices,
  importId: string,
  signal: AbortSignal,
): Promise<void> {
  try {
    const done = await applyOrUndo(context, services, importId, signal);
    if (!done) return;
    const { state, kind, act } = done;
    if (state === 'applying' && kind === 'skus') await serveWaitingOrders(context, services.reads, act, signal);
    if (!signal.aborted) finish(context, importId, state);
  } catch (error) {
    if (!(error instanceof AppError) || error.definition.retry === 'safe') throw error;
    context.db.transaction((tx) => haltImport(tx, importId, { code: error.code, data: { ...error.data } }));
  }
}

interface Done {
  readonly state: 'applying' | 'undoing';
  readonly kind: ImportRow['kind'];
  readonly act: Act;
}

/** @returns what was done once nothing is left of it; null when a person or the signal stopped it before */
async function applyOrUndo(
  context: UseCaseContext,
  { warehouseId }: ImportRunServices,
  importId: string,
  signal: AbortSignal,
): Promise<Done | null> {
  let done: Done | null = null;
  await turnsOf(context.db).repeat(() => {
    const { state, kind, act_json: actJson } = readImport(context.read, importId);
    if (signal.aborted || (state !== 'applying' && state !== 'undoing')) return false;
    const act = JSON.parse(actJson ?? 'null') as Act;
    const slice = state === 'applying' ? applySlice : undoSlice;
    const isDone = slice(context, act, { importId, warehouseId: warehouseId() }) === 'done';
    if (isDone) done = { state, kind, act };
    return !isDone;
  });
  return done;
}

function finish(context: UseCaseContext, importId: string, state: 'applying' | 'undoing'): void {
  const nowMs = context.clock.nowMs();
  context.db.transaction((tx) => {
    if (state === 'applying')
      tx.prepare<[number, string]>(
        "UPDATE imports SET state = 'applied', applied_at_ms = ? WHERE id = ? AND state = 'applying'",
      ).run(nowMs, importId);
    else
      tx.prepare<[number, string]>(
        "UPDATE imports SET state = 'undone', undone_at_ms = ? WHERE id = ? AND state = 'undoing'",
      ).run(nowMs, importId);
    tx.changed('imports');
    tx.changed('stock');
  });
}
