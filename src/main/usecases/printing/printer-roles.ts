import type { ReadDb } from '#main/db/handles.ts';
import type { Act } from '#main/usecases/actor.ts';
import { recordAudit } from '#main/usecases/audit/record-audit.ts';
import { requirePrinter } from '#main/usecases/printing/require-printer.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import { PrintKind } from '#shared/contract/print-jobs.ts';
import { DeviceId } from '#shared/model/ids.ts';

export interface ChosenPrinter {
  readonly kind: PrintKind;
  readonly deviceId: DeviceId;
}

/** The printers that a station has for kinds of its own; all other kinds go to the usual one. */
export function listPrinterRoles(db: ReadDb, stationId: string): ChosenPrinter[] {
  return db
    .prepare<[string], { kind: string; device_id: string }>(
      'SELECT kind, device_id FROM printer_roles WHERE station_id = ? ORDER BY kind',
    )
    .all(stationId)
    .map((row) => ({ kind: PrintKind.parse(row.kind), deviceId: DeviceId.parse(row.device_id) }));
}

/** The printer chosen for a kind of document at a station, or null for the usual one. */
export function printerRole(db: ReadDb, stationId: string, kind: PrintKind): string | null {
  return (
    db
      .pluck<[string, string], string>('SELECT device_id FROM printer_roles WHERE station_id = ? AND kind = ?')
      .get(stationId, kind) ?? null
  );
}

/** Labels that wait stay with their printer; the choice holds for new ones. @throws AppError ERR_DEVICE_UNKNOWN */
export function choosePrinter(
  context: UseCaseContext,
  act: Act,
  choice: { readonly stationId: string; readonly kind: PrintKind; readonly deviceId: string | null },
): void {
  const { stationId, kind, deviceId } = choice;
  context.db.transaction((tx) => {
    if (deviceId === null)
      tx.prepare<[string, string]>('DELETE FROM printer_roles WHERE station_id = ? AND kind = ?').run(stationId, kind);
    else {
      requirePrinter(tx, deviceId);
      tx.prepare<[string, string, string]>(
        `INSERT INTO printer_roles (station_id, kind, device_id) VALUES (?, ?, ?)
         ON CONFLICT (station_id, kind) DO UPDATE SET device_id = excluded.device_id`,
      ).run(stationId, kind, deviceId);
    }
    recordAudit(tx, {
      atMs: context.clock.nowMs(),
      act,
      what: 'printer.role',
      target: deviceId ?? stationId,
      data: { stationId, kind, deviceId },
    });
    tx.changed('devices');
  });
}
