import type { InputDevice } from '#main/devices/transports/input/input-system.ts';
import type { InputAddress } from '#shared/contract/input-address.ts';

/** `0c2e:0b61`, `0c2e:0b61 SN12` or `0c2e:0b61 usb-…-2/input0`, for logs and messages. */
export function inputName({ vendorId, productId, serialNumber, place }: Omit<InputAddress, 'kind' | 'layout'>): string {
  return [`${vendorId}:${productId}`, serialNumber, place].filter((part) => part !== null).join(' ');
}

/**
 * Where a device is found again after a replug: by its serial number; one that has none, or shows itself several times under
 * the same, by the socket it hangs in. Two of a make are told apart by that.
 */
export function inputAddressOf(device: InputDevice, all: readonly InputDevice[]): Omit<InputAddress, 'layout'> {
  const { vendorId, productId, serialNumber, place } = device;
  const isTold = serialNumber !== null && all.filter((other) => isSameMake(other, device)).length === 1;
  return { kind: 'input', vendorId, productId, serialNumber, place: isTold ? null : place };
}

export function findInputDevice(devices: readonly InputDevice[], address: InputAddress): InputDevice | null {
  return (
    devices.find(
      (device) => isSameMake(device, address) && (address.place === null || device.place === address.place),
    ) ?? null
  );
}

type Make = Pick<InputDevice, 'vendorId' | 'productId' | 'serialNumber'>;

function isSameMake(a: Make, b: Make): boolean {
  return a.vendorId === b.vendorId && a.productId === b.productId && a.serialNumber === b.serialNumber;
}
