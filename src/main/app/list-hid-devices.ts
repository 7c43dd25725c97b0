import { findHidDevice, hexId, hidUse } from '#main/devices/transports/find-hid-device.ts';
import type { HidSystem } from '#main/devices/transports/hid-system.ts';
import type { HidDeviceList } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Scales and scanners that speak HID; keyboards and mice are nobody's business here. A PC where they cannot be listed says why. */
export async function listHidDevices(system: HidSystem): Promise<HidDeviceList> {
  try {
    const all = await system.list();
    const devices = all.flatMap((device) => {
      const use = hidUse(device);
      if (!use) return [];
      const address = {
        kind: 'hid' as const,
        vendorId: hexId(device.vendorId),
        productId: hexId(device.productId),
        serialNumber: device.serialNumber,
      };
      // Of several interfaces of one device only the one that would be opened.
      if (findHidDevice(all, address) !== device) return [];
      const label = [device.manufacturer, device.product, device.serialNumber].filter((part) => part !== null);
      return [{ address, use, label: label.join(' ') || `${address.vendorId}:${address.productId}` }];
    });
    return { devices, problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { devices: [], problem: { code: error.code, data: error.data } };
  }
}
