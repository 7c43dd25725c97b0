import type { WriteTx } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { DeviceConfig, PrinterConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { choosesCutting, choosesSensor } from '#shared/model/paper-handling.ts';
import { darknessScale } from '#shared/model/print-darkness.ts';
import { scalePatternFault } from '#shared/model/scale-pattern.ts';

interface DeviceRow {
  kind: string;
  name: string;
  config_json: string;
  enabled: number;
  is_default: number;
}

/**
 * Adds a device; the only one of its kind is the default, a further one only where that is asked for.
 * @returns its id @throws AppError ERR_SCALE_PATTERN_INVALID, ERR_PRINTER_DARKNESS, ERR_DEVICE_CONFIG_INVALID
 */
export function createDevice(
  context: UseCaseContext,
  act: Act,
  input: { name: string; config: DeviceConfig; isDefault: boolean },
): string {
  checkConfig(input.config);
  const id = context.ids.next();
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const replaces = input.isDefault ? takeDefault(tx, input.config.kind, id) : null;
    tx.prepare<(string | number)[]>(
      'INSERT INTO devices (id, kind, name, config_json, is_default, created_at_ms, updated_at_ms) VALUES (?, ?, ?, ?, (SELECT ? OR COUNT(*) = 0 FROM devices WHERE kind = ? AND removed_at_ms IS NULL), ?, ?)',
    ).run(
      id,
      input.config.kind,
      input.name,
      JSON.stringify(input.config),
      input.isDefault ? 1 : 0,
      input.config.kind,
      atMs,
      atMs,
    );
    recordAudit(tx, {
      atMs,
      act,
      what: 'device.create',
      target: id,
      data: { kind: input.config.kind, name: input.name, ...(replaces !== null && { replaces }) },
    });
    tx.changed('devices');
  });
  return id;
}

export interface DeviceChange {
  readonly id: string;
  readonly name?: string | undefined;
  readonly config?: DeviceConfig | undefined;
  readonly enabled?: boolean | undefined;
  readonly isDefault?: boolean | undefined;
}

/** @throws AppError ERR_DEVICE_UNKNOWN, ERR_DEVICE_CONFIG_INVALID also when the kind would change, ERR_SCALE_PATTERN_INVALID, ERR_PRINTER_DARKNESS */
export function updateDevice(context: UseCaseContext, act: Act, change: DeviceChange): void {
  if (change.config) checkConfig(change.config);
  context.db.transaction((tx) => {
    const row = tx
      .prepare<[string], DeviceRow>(
        'SELECT kind, name, config_json, enabled, is_default FROM devices WHERE id = ? AND removed_at_ms IS NULL',
      )
      .get(change.id);
    if (!row) throw new AppError('ERR_DEVICE_UNKNOWN', { id: change.id });
    if (change.config && change.config.kind !== row.kind)
      throw new AppError('ERR_DEVICE_CONFIG_INVALID', { field: 'kind' });
    const atMs = context.clock.nowMs();
    const replaces = change.isDefault === true ? takeDefault(tx, row.kind, change.id) : null;
    tx.prepare<(string | number)[]>(
      'UPDATE devices SET name = ?, config_json = ?, enabled = ?, is_default = ?, updated_at_ms = ? WHERE id = ?',
    ).run(
      change.name ?? row.name,
      change.config ? JSON.stringify(change.config) : row.config_json,
      toInt(change.enabled, row.enabled),
      toInt(change.isDefault, row.is_default),
      atMs,
      change.id,
    );
    recordAudit(tx, {
      atMs,
      act,
      what: 'device.update',
      target: change.id,
      data: {
        fields: Object.keys(change).filter((key) => key !== 'id'),
        ...(replaces !== null && { replaces }),
      },
    });
    tx.changed('devices');
  });
}

/** Switches a device off for good; its print history stays readable. @throws AppError ERR_DEVICE_UNKNOWN */
export function removeDevice(context: UseCaseContext, act: Act, id: string): void {
  context.db.transaction((tx) => {
    const atMs = context.clock.nowMs();
    const removed = tx
      .prepare<[number, string]>(
        'UPDATE devices SET removed_at_ms = ?, enabled = 0, is_default = 0 WHERE id = ? AND removed_at_ms IS NULL',
      )
      .run(atMs, id);
    if (removed.changes === 0) throw new AppError('ERR_DEVICE_UNKNOWN', { id });
    // What it printed goes to the usual printer from now on.
    const roles = tx.prepare<[string]>('DELETE FROM printer_roles WHERE device_id = ?').run(id).changes;
    recordAudit(tx, {
      atMs,
      act,
      what: 'device.remove',
      target: id,
      data: roles === 0 ? {} : { roles },
    });
    tx.changed('devices');
  });
}

/** One default per kind. @returns the name of the device that was it, for the books */
function takeDefault(tx: WriteTx, kind: string, id: string): string | null {
  const before = tx
    .pluck<[string, string], string>(
      'SELECT name FROM devices WHERE kind = ? AND id <> ? AND is_default = 1 AND removed_at_ms IS NULL',
    )
    .get(kind, id);
  tx.prepare<[string]>('UPDATE devices SET is_default = 0 WHERE kind = ?').run(kind);
  return before ?? null;
}

/** What the shape alone does not tell: a pattern that could never read a frame, a darkness that the printer would ignore. */
function checkConfig(config: DeviceConfig): void {
  if (config.kind === 'printer') {
    checkDarkness(config);
    checkPaper(config);
  }
  if (config.kind !== 'scale' || config.protocolId !== 'pattern') return;
  const field = config.pattern ? scalePatternFault(config.pattern) : 'start';
  if (field) throw new AppError('ERR_SCALE_PATTERN_INVALID', { field });
}

function checkDarkness({ darkness, languageId }: PrinterConfig): void {
  if (darkness === null) return;
  const scale = darknessScale(languageId);
  if (!scale || darkness < scale.min || darkness > scale.max)
    throw new AppError('ERR_PRINTER_DARKNESS', { darkness, min: scale?.min ?? 0, max: scale?.max ?? 0 });
}

/** A choice that jobs of the language cannot say would be kept and never done. */
function checkPaper({ languageId, sensor, cutting, gapMm }: PrinterConfig): void {
  const refuse = (field: string): never => {
    throw new AppError('ERR_DEVICE_CONFIG_INVALID', { field });
  };
  if (sensor && !choosesSensor(languageId)) refuse('sensor');
  if (cutting && !choosesCutting(languageId)) refuse('cutting');
  if (sensor && sensor !== 'continuous' && gapMm === 0) refuse('gapMm');
}

function toInt(wanted: boolean | undefined, stored: number): number {
  return wanted === undefined ? stored : wanted ? 1 : 0;
}
