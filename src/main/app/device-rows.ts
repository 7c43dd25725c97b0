import type { ReadDb } from '#main/db/handles.ts';
import { DeviceConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface StoredDevice {
  readonly id: string;
  readonly kind: 'printer' | 'scale' | 'scanner';
  readonly name: string;
  readonly config: DeviceConfig;
  readonly enabled: boolean;
  readonly isDefault: boolean;
}

interface DeviceRow {
  id: string;
  kind: StoredDevice['kind'];
  name: string;
  config_json: string;
  enabled: number;
  is_default: number;
}

/** Devices that were not removed, oldest first. */
export function listDevices(db: ReadDb): StoredDevice[] {
  return db
    .prepare<[], DeviceRow>(
      'SELECT id, kind, name, config_json, enabled, is_default FROM devices WHERE removed_at_ms IS NULL ORDER BY created_at_ms, id',
    )
    .all()
    .map(toDevice);
}

/** @throws AppError ERR_DEVICE_UNKNOWN */
export function readDevice(db: ReadDb, id: string): StoredDevice {
  const row = db
    .prepare<[string], DeviceRow>(
      'SELECT id, kind, name, config_json, enabled, is_default FROM devices WHERE id = ? AND removed_at_ms IS NULL',
    )
    .get(id);
  if (!row) throw new AppError('ERR_DEVICE_UNKNOWN', { id });
  return toDevice(row);
}

function toDevice(row: DeviceRow): StoredDevice {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    config: DeviceConfig.parse(JSON.parse(row.config_json)),
    enabled: row.enabled === 1,
    isDefault: row.is_default === 1,
  };
}
