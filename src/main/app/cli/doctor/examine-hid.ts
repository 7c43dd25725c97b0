import type { Finding } from '#main/app/cli/doctor/finding.ts';
import { found } from '#main/app/cli/doctor/finding.ts';
import { hidUse } from '#main/devices/transports/find-hid-device.ts';
import { createNodeHidSystem, loadNodeHid } from '#main/devices/transports/node-hid-system.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** node-hid: its native part loads, and can ask the system for its devices. Without it only USB HID scales and scanners are missing. */
export async function examineHid(): Promise<Finding> {
  try {
    const version = (await loadNodeHid()).getHidapiVersion();
    const devices = await createNodeHidSystem().list();
    const useful = devices.filter((device) => hidUse(device) !== null);
    return found('hid', 'ok', { version, count: devices.length, useful: useful.length });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return found('hid', 'warning', { detail: String(error.data['detail'] ?? error.code) });
  }
}
