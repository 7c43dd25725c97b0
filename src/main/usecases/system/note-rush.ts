import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

interface OpenRush {
  readonly seq: number;
  readonly ended_at_ms: number | null;
}

/**
 * Writes down that a rush began, that it is over, and that all that was put off in it has been done; one step per call. A rush
 * that the process before died in is over as soon as the light path is off. Nothing is written while nothing changes.
 */
export function noteRush(context: UseCaseContext): void {
  const isOn = context.lightPath?.isOn() ?? false;
  const open = context.read
    .prepare<[], OpenRush>(
      'SELECT seq, ended_at_ms FROM rushes WHERE caught_up_at_ms IS NULL ORDER BY seq DESC LIMIT 1',
    )
    .get();
  const nowMs = context.clock.nowMs();
  if (isOn && (!open || open.ended_at_ms !== null)) return begin(context, context.lightPath?.sinceMs() ?? nowMs);
  if (isOn || !open) return;
  if (open.ended_at_ms === null) return close(context, 'ended_at_ms', nowMs);
  if (!hasPutOff(context)) close(context, 'caught_up_at_ms', nowMs);
}

function begin(context: UseCaseContext, atMs: number): void {
  context.db.transaction((tx) => {
    tx.prepare<[number]>('INSERT INTO rushes (began_at_ms) VALUES (?)').run(atMs);
    tx.changed('rushes');
  });
}

/** Of all that are open: one that began before the last had been caught up is caught up with it. */
function close(context: UseCaseContext, column: 'ended_at_ms' | 'caught_up_at_ms', atMs: number): void {
  context.db.transaction((tx) => {
    tx.prepare<[number]>(`UPDATE rushes SET ${column} = ? WHERE ${column} IS NULL`).run(atMs);
    tx.changed('rushes');
  });
}

/** Text search, the customs check, and fetches of announced orders. */
const hasPutOff = ({ read }: UseCaseContext): boolean =>
  read
    .pluck<[], number>(
      `SELECT EXISTS (SELECT 1 FROM order_search_due) OR EXISTS (SELECT 1 FROM customs_due)
         OR EXISTS (SELECT 1 FROM jobs WHERE topic = 'shop.fetch-order' AND state IN ('waiting', 'leased'))`,
    )
    .get() === 1;
