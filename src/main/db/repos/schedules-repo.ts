import { canonicalJson } from '#core/kernel/canonical-json.ts';
import type { UtcMs } from '#shared/model/time.ts';
import type { ReadDb, WriteTx } from '#main/db/handles.ts';

export interface ScheduleRow {
  readonly name: string;
  readonly topic: string;
  readonly payload_json: string;
  readonly interval_ms: number;
  readonly next_at_ms: UtcMs;
  readonly enabled: number;
}

export interface Schedule {
  readonly name: string;
  readonly topic: string;
  readonly payload: unknown;
  readonly intervalMs: number;
  readonly enabled: boolean;
}

/** Creates or changes a schedule. An unchanged interval keeps its next time; a new one starts from now. */
export function saveSchedule(tx: WriteTx, schedule: Schedule, nowMs: UtcMs): void {
  tx.prepare<(string | number)[]>(
    `INSERT INTO schedules (name, topic, payload_json, interval_ms, next_at_ms, enabled) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (name) DO UPDATE SET topic = excluded.topic, payload_json = excluded.payload_json, enabled = excluded.enabled,
       next_at_ms = CASE WHEN interval_ms = excluded.interval_ms THEN next_at_ms ELSE excluded.next_at_ms END, interval_ms = excluded.interval_ms`,
  ).run(
    schedule.name,
    schedule.topic,
    canonicalJson(schedule.payload),
    schedule.intervalMs,
    nowMs,
    schedule.enabled ? 1 : 0,
  );
  tx.changed('schedules');
}

export function listSchedules(db: ReadDb): ScheduleRow[] {
  return db.prepare<[], ScheduleRow>('SELECT * FROM schedules ORDER BY name').all();
}

export function listDueSchedules(db: ReadDb, nowMs: UtcMs): ScheduleRow[] {
  return db.prepare<[UtcMs], ScheduleRow>('SELECT * FROM schedules WHERE enabled = 1 AND next_at_ms <= ?').all(nowMs);
}

export function nextScheduleAtMs(db: ReadDb): UtcMs | null {
  return db.pluck<[], UtcMs | null>('SELECT min(next_at_ms) FROM schedules WHERE enabled = 1').get() ?? null;
}

export function setScheduleNext(tx: WriteTx, name: string, nextAtMs: UtcMs): void {
  tx.prepare<[UtcMs, string]>('UPDATE schedules SET next_at_ms = ? WHERE name = ?').run(nextAtMs, name);
}

/** Makes due at once what lies further ahead than one interval: the clock was set back since. */
export function bringForwardSchedules(tx: WriteTx, nowMs: UtcMs): void {
  const { changes } = tx
    .prepare<[UtcMs, UtcMs]>('UPDATE schedules SET next_at_ms = ? WHERE next_at_ms > ? + interval_ms')
    .run(nowMs, nowMs);
  if (changes > 0) tx.changed('schedules');
}

/** Parked jobs of earlier slots end: a new slot does the same work, and is parked in their place where the trouble goes on. */
export function endParkedSlots(tx: WriteTx, name: string, nowMs: UtcMs): void {
  tx.prepare<[UtcMs, string, string]>(
    `UPDATE jobs SET state = 'done', finished_at_ms = ? WHERE job_key >= ? AND job_key < ? AND +state = 'parked'`,
  ).run(nowMs, `${name}@`, `${name}A`);
}

/** Whether a job of an earlier slot still waits or runs: the slots of one schedule do not pile up. Keys are `<name>@<slot>`. */
export function hasOpenSlot(db: ReadDb, name: string): boolean {
  // 'A' follows '@': the range holds exactly the keys that start with `<name>@`.
  const open = db.pluck<[string, string], number>(
    `SELECT 1 FROM jobs WHERE job_key >= ? AND job_key < ? AND +state IN ('waiting', 'leased') LIMIT 1`,
  );
  return open.get(`${name}@`, `${name}A`) === 1;
}
