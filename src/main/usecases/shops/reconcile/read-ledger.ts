import type { ReadDb } from '#main/db/handles.ts';
import { readProblem } from '#main/usecases/read-problem.ts';
import type { DayReport, LedgerFinding, LedgerHour } from '#shared/contract/sync.ts';

interface LedgerWindow {
  readonly id: string;
  readonly fromMs: number;
  readonly toMs: number;
}

interface HourRow {
  hour_start_ms: number;
  platform_count: number;
  local_count: number;
  platform_minor: number | null;
  local_minor: number | null;
  checked_at_ms: number | null;
  next_check_at_ms: number | null;
  failure_json: string | null;
  open: number;
  settled: number;
}

/** Hours of [fromMs, toMs), oldest first. */
export function readLedgerHours(db: ReadDb, { id, fromMs, toMs }: LedgerWindow): LedgerHour[] {
  return db
    .prepare<[string, number, number], HourRow>(
      `SELECT h.*, COUNT(f.kind) FILTER (WHERE f.settled_at_ms IS NULL) AS open, COUNT(f.settled_at_ms) AS settled
       FROM recon_hours h LEFT JOIN recon_findings f ON f.shop_id = h.shop_id AND f.hour_start_ms = h.hour_start_ms
       WHERE h.shop_id = ? AND h.hour_start_ms >= ? AND h.hour_start_ms < ? GROUP BY h.hour_start_ms ORDER BY h.hour_start_ms`,
    )
    .all(id, fromMs, toMs)
    .map((row) => ({
      hourStartMs: row.hour_start_ms,
      platformCount: row.platform_count,
      localCount: row.local_count,
      platformMinor: row.platform_minor,
      localMinor: row.local_minor,
      checkedAtMs: row.checked_at_ms,
      nextCheckAtMs: row.next_check_at_ms,
      openCount: row.open,
      settledCount: row.settled,
      problem: readProblem(row.failure_json),
    }));
}

/** Orders that differed in [fromMs, toMs), open ones first. */
export function readFindings(db: ReadDb, { id, fromMs, toMs }: LedgerWindow): LedgerFinding[] {
  return db
    .prepare<[string, number, number], LedgerFinding>(
      `SELECT f.hour_start_ms AS hourStartMs, f.kind, f.external_number AS externalNumber, o.id AS orderId, o.display_number AS displayNumber, f.reason, f.platform_minor AS platformMinor,
         f.local_minor AS localMinor, f.found_at_ms AS foundAtMs, f.settled_at_ms AS settledAtMs
       FROM recon_findings f LEFT JOIN orders o ON o.shop_id = f.shop_id AND o.external_number = f.external_number
       WHERE f.shop_id = ? AND f.hour_start_ms >= ? AND f.hour_start_ms < ?
       ORDER BY f.settled_at_ms IS NOT NULL, f.hour_start_ms, f.kind, f.external_number LIMIT 500`,
    )
    .all(id, fromMs, toMs);
}

/** Kept reports of days that begin in [fromMs, toMs), oldest first. */
export function readDayReports(db: ReadDb, { id, fromMs, toMs }: LedgerWindow): DayReport[] {
  return db
    .prepare<
      [string, number, number],
      Omit<DayReport, 'isFinal' | 'isInvestigated'> & { isFinal: number; isInvestigated: number }
    >(
      `SELECT day_start_ms AS dayStartMs, day_end_ms AS dayEndMs, hours, checked_hours AS checkedHours, platform_count AS platformCount, local_count AS localCount,
         platform_minor AS platformMinor, local_minor AS localMinor, currency, missed_count AS missedCount, open_count AS openCount,
         explained_count AS explainedCount, is_final AS isFinal, made_at_ms AS madeAtMs,
         EXISTS (SELECT 1 FROM recon_investigations i WHERE i.shop_id = r.shop_id AND i.day_start_ms = r.day_start_ms AND i.closed_at_ms IS NULL) AS isInvestigated
       FROM recon_reports r WHERE shop_id = ? AND day_start_ms >= ? AND day_start_ms < ? ORDER BY day_start_ms`,
    )
    .all(id, fromMs, toMs)
    .map((row) => ({ ...row, isFinal: row.isFinal === 1, isInvestigated: row.isInvestigated === 1 }));
}
