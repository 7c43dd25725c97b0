import type { ReadDb } from '#main/db/handles.ts';
import { listPrinterRoles } from '#main/usecases/printing/printer-roles.ts';
import type { ChosenPrinter } from '#main/usecases/printing/printer-roles.ts';
import type { Problem } from '#shared/contract/common.ts';
import { DeviceId } from '#shared/model/ids.ts';

interface UsualPrinter {
  readonly deviceId: DeviceId;
  readonly name: string;
  /** Somebody made it the default; otherwise it is only the oldest. */
  readonly isChosen: boolean;
}

/** Which printer takes what at a station, and what is wrong with a choice. */
export function viewPrinterRoles(
  db: ReadDb,
  usualPrinter: () => { readonly deviceId: string; readonly name: string } | null,
  stationId: string,
): { roles: (ChosenPrinter & { problem: Problem | null })[]; usual: UsualPrinter | null } {
  const usual = usualPrinter();
  const isDefault = db.pluck<[string], number>('SELECT is_default FROM devices WHERE id = ?');
  return {
    roles: listPrinterRoles(db, stationId).map((role) => ({ ...role, problem: problemOf(db, role.deviceId) })),
    usual: usual && {
      deviceId: DeviceId.parse(usual.deviceId),
      name: usual.name,
      isChosen: isDefault.get(usual.deviceId) === 1,
    },
  };
}

function problemOf(db: ReadDb, deviceId: string): Problem | null {
  const device = db
    .prepare<[string], { name: string; enabled: number }>('SELECT name, enabled FROM devices WHERE id = ?')
    .get(deviceId);
  return device?.enabled === 1 ? null : { code: 'ERR_PRINTER_OFF', data: { device: device?.name ?? deviceId } };
}
