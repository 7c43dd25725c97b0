import { HID_SCALE_PAGE, HID_SCANNER_PAGE } from '#main/devices/transports/hid-system.ts';
import type { HidDevice } from '#main/devices/transports/hid-system.ts';
import type { TransportAddress } from '#main/devices/transports/transport.ts';

export type HidAddress = Extract<TransportAddress, { kind: 'hid' }>;

/** `0922:8003` or `0922:8003 12345`, for logs and messages. */
export function hidName({ vendorId, productId, serialNumber }: Omit<HidAddress, 'kind'>): string {
  return [`${vendorId}:${productId}`, serialNumber].filter((part) => part !== null).join(' ');
}

/** Ids as they are stored: four hexadecimal digits. */
export function hexId(id: number): string {
  return id.toString(16).padStart(4, '0');
}

/**
 * The device at an address. A composite scanner shows up several times, as keyboard and as scanner: the interface that speaks
 * of weights or codes is the one that is meant. Two of a kind are told apart by their serial numbers, where they have any.
 */
export function findHidDevice(devices: readonly HidDevice[], address: HidAddress): HidDevice | null {
  const same = devices.filter(
    (device) =>
      hexId(device.vendorId) === address.vendorId &&
      hexId(device.productId) === address.productId &&
      (address.serialNumber === null || device.serialNumber === address.serialNumber),
  );
  return same.find((device) => hidUse(device) !== null) ?? same.find(({ usagePage }) => usagePage === null) ?? null;
}

/** What a device is good for here; null for keyboards, mice and the rest. */
export function hidUse(device: Pick<HidDevice, 'usagePage'>): 'scale' | 'scanner' | null {
  if (device.usagePage === HID_SCALE_PAGE) return 'scale';
  return device.usagePage === HID_SCANNER_PAGE ? 'scanner' : null;
}
