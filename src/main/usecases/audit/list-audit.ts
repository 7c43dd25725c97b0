import type { ReadDb } from '#main/db/handles.ts';
import type { AuditRow } from '#main/db/repos/append-audit.ts';
import { createTargetNames } from '#main/usecases/audit/target-names.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface AuditEntry {
  readonly seq: number;
  readonly atMs: UtcMs;
  readonly actorName: string;
  readonly act: string;
  readonly target: string;
  /** What people call the target; null when it has no other name or is gone. */
  readonly targetName: string | null;
  readonly data: Record<string, unknown>;
}

export interface AuditRequest {
  readonly limit: number;
  /** Entries older than this one. */
  readonly before?: number | null | undefined;
  readonly actor?: string | null | undefined;
  readonly act?: string | null | undefined;
  readonly fromMs?: UtcMs | null | undefined;
  readonly toMs?: UtcMs | null | undefined;
}

export interface AuditPage {
  readonly entries: AuditEntry[];
  /** What can be filtered by, over all entries; only with the first page, since every entry is read for it. */
  readonly actors: string[];
  readonly acts: string[];
}

/** The newest acts first, with the names that can be filtered by. */
export function listAudit(db: ReadDb, request: AuditRequest): AuditPage {
  const conditions: [string, string | number | null | undefined][] = [
    ['seq < ?', request.before],
    ['actor_id = ?', request.actor],
    ['act = ?', request.act],
    ['at_ms >= ?', request.fromMs],
    ['at_ms < ?', request.toMs],
  ];
  const wanted = conditions.flatMap(([sql, value]) => (value === null || value === undefined ? [] : [{ sql, value }]));
  const where = wanted.length === 0 ? '' : `WHERE ${wanted.map(({ sql }) => sql).join(' AND ')}`;
  const nameOf = createTargetNames(db);
  const entries = db
    .prepare<(string | number)[], AuditRow>(`SELECT * FROM audit_log ${where} ORDER BY seq DESC LIMIT ?`)
    .all(...wanted.map(({ value }) => value), request.limit)
    .map((row) => ({
      seq: row.seq,
      atMs: row.at_ms,
      actorName: row.actor_id,
      act: row.act,
      target: row.target,
      targetName: nameOf(row.act, row.target),
      data: JSON.parse(row.data_json) as Record<string, unknown>,
    }));
  if (typeof request.before === 'number') return { entries, actors: [], acts: [] };
  return {
    entries,
    actors: db.pluck<[], string>('SELECT DISTINCT actor_id FROM audit_log ORDER BY actor_id').all(),
    acts: db.pluck<[], string>('SELECT DISTINCT act FROM audit_log ORDER BY act').all(),
  };
}
