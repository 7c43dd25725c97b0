import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { RemovedDevice } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId } from '#shared/model/ids.ts';

interface RemovedRow {
  readonly id: string;
  readonly kind: RemovedDevice['kind'];
  readonly name: string;
  readonly removed_at_ms: number;
}

/** More than anybody scrolls through; what was removed earlier is added anew. */
const SHOWN = 20;

/** Devices that were removed, the last one first. */
export function listRemovedDevices(db: ReadDb): RemovedDevice[] {
  return db
    .prepare<[number], RemovedRow>(
      'SELECT id, kind, name, removed_at_ms FROM devices WHERE removed_at_ms IS NOT NULL ORDER BY removed_at_ms DESC, id DESC LIMIT ?',
    )
    .all(SHOWN)
    .map((row) => ({ id: DeviceId.parse(row.id), kind: row.kind, name: row.name, removedAtMs: row.removed_at_ms }));
}

/**
 * Brings a removed device back with its settings, switched on; it is the default again where its kind has none now.
 * @throws AppError ERR_DEVICE_UNKNOWN when it was not removed
 */
export function restoreDevice(context: UseCaseContext, act: Act, id: string): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const restored = tx
      .prepare<[number, string]>(
        `UPDATE devices SET removed_at_ms = NULL, enabled = 1, updated_at_ms = ?, is_default =
           NOT EXISTS (SELECT 1 FROM devices d WHERE d.kind = devices.kind AND d.is_default = 1 AND d.removed_at_ms IS NULL)
         WHERE id = ? AND removed_at_ms IS NOT NULL`,
      )
      .run(atMs, id);
    if (restored.changes === 0) throw new AppError('ERR_DEVICE_UNKNOWN', { id });
    recordAudit(tx, {
      atMs,
      act,
      what: 'device.restore',
      target: id,
    });
    tx.changed('devices');
  });
}
