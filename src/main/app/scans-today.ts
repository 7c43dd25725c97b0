import type { ReadDb } from '#main/db/handles.ts';
import type { DeviceView } from '#shared/contract/devices.ts';

/** What a scanner read since midnight, and its last code where nothing else knows it: wedge scanners have no connection. */
export function scansToday(
  db: ReadDb,
  scannerId: string,
  dayStartMs: number,
): Pick<DeviceView['live'], 'scans'> & { readonly lastCode?: string } {
  const counts = db
    .prepare<[string, number], { total: number; refused: number | null }>(
      `SELECT COUNT(*) AS total, SUM(verdict = 'unknown' OR verdict LIKE 'ERR_%') AS refused
       FROM pack_scans WHERE scanner_id = ? AND at_ms >= ?`,
    )
    .get(scannerId, dayStartMs);
  const last = db
    .pluck<[string], string>('SELECT code FROM pack_scans WHERE scanner_id = ? ORDER BY at_ms DESC, seq DESC LIMIT 1')
    .get(scannerId);
  return {
    scans: { total: counts?.total ?? 0, refused: counts?.refused ?? 0 },
    ...(last !== undefined && { lastCode: last }),
  };
}
