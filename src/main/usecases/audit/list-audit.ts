import type { ReadDb } from '#main/db/handles.ts';
import type { AuditRow } from '#main/db/repos/append-audit.ts';
import type { UtcMs } from '#shared/model/time.ts';

export interface AuditEntry {
  readonly seq: number;
  readonly atMs: UtcMs;
  readonly actorName: string;
  readonly act: string;
  readonly target: string;
  readonly data: Record<string, unknown>;
}

/** The newest acts first. */
export function listAudit(db: ReadDb, limit: number): AuditEntry[] {
  return db
    .prepare<[number], AuditRow>('SELECT * FROM audit_log ORDER BY seq DESC LIMIT ?')
    .all(limit)
    .map((row) => ({
      seq: row.seq,
      atMs: row.at_ms,
      actorName: row.actor_id,
      act: row.act,
      target: row.target,
      data: JSON.parse(row.data_json),
    }));
}
