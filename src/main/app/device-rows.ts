import { blankDevice } from '#main/app/blank-device.ts';
import type { ReadDb } from '#main/db/handles.ts';
import { readStoredJson } from '#main/usecases/read-stored-json.ts';
import type { Problem } from '#shared/contract/common.ts';
import { DeviceConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';

export interface StoredDevice {
  readonly id: string;
  readonly kind: 'printer' | 'scale' | 'scanner';
  readonly name: string;
  readonly config: DeviceConfig;
  readonly enabled: boolean;
  readonly isDefault: boolean;
  /** Its settings cannot be read: `config` is blank, and it must not be connected to. */
  readonly problem: Problem | null;
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
  const config = readStoredJson(DeviceConfig, row.config_json);
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    config: config.ok ? config.value : blankDevice(row.kind),
    enabled: row.enabled === 1,
    isDefault: row.is_default === 1,
    problem: config.ok ? null : { code: 'ERR_DEVICE_CONFIG_UNREADABLE', data: { field: config.field } },
  };
}
