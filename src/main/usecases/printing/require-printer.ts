import type { ReadDb } from '#main/db/handles.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A printer of this workstation that is in use. @throws AppError ERR_DEVICE_UNKNOWN */
export function requirePrinter(db: ReadDb, deviceId: string): { readonly name: string; readonly enabled: boolean } {
  const row = db
    .prepare<[string], { name: string; enabled: number }>(
      "SELECT name, enabled FROM devices WHERE id = ? AND kind = 'printer' AND removed_at_ms IS NULL",
    )
    .get(deviceId);
  if (!row) throw new AppError('ERR_DEVICE_UNKNOWN', { id: deviceId });
  return { name: row.name, enabled: row.enabled === 1 };
}
