import type { UtcMs } from '#shared/model/time.ts';

export interface KeptBackup {
  readonly id: string;
  readonly atMs: UtcMs;
}

export interface RetentionRule {
  /** Kept of the newest day. */
  readonly ofToday: number;
  /** Kept in all; of each earlier day the newest one. */
  readonly total: number;
}

export const DEFAULT_RETENTION: RetentionRule = { ofToday: 3, total: 10 };

/**
 * Ids of the backups that may go: all but the newest few of today, the newest of each earlier day, and the total. The newest backup
 * always stays.
 * @param backups newest first; their times may be wrong
 * @param dayOf name of the day that a moment belongs to, in the warehouse's zone
 */
export function expiredBackups(
  backups: readonly KeptBackup[],
  today: string,
  dayOf: (atMs: UtcMs) => string,
  rule: RetentionRule = DEFAULT_RETENTION,
): readonly string[] {
  const keptPerDay = new Map<string, number>();
  const kept: string[] = [];
  for (const backup of backups) {
    const day = dayOf(backup.atMs);
    const sameDay = keptPerDay.get(day) ?? 0;
    const allowed = day === today ? rule.ofToday : 1;
    if (sameDay >= allowed || kept.length >= Math.max(rule.total, 1)) continue;
    keptPerDay.set(day, sameDay + 1);
    kept.push(backup.id);
  }
  return backups.filter((backup) => !kept.includes(backup.id)).map((backup) => backup.id);
}
