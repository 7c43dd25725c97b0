import { hexId } from '#main/devices/transports/find-hid-device.ts';
import { messageOf } from '#main/devices/transports/message-of.ts';
import { findPrinterInterface, listUsbDevices } from '#main/devices/transports/usb/usb-system.ts';
import type { UsbAddress } from '#shared/contract/printer-address.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** The USB printers that are plugged in now. Opens none. @throws AppError ERR_DEVICE_USB_UNAVAILABLE */
export async function listUsbPrinters(
  listDevices = listUsbDevices,
): Promise<{ readonly address: UsbAddress; readonly label: string }[]> {
  const devices = await listDevices().catch((error: unknown) => {
    const detail = messageOf(error);
    throw new AppError('ERR_DEVICE_USB_UNAVAILABLE', { detail }, { cause: error });
  });
  return devices
    .filter((device) => findPrinterInterface(device) !== null)
    .map(({ vendorId, productId, serialNumber, manufacturerName, productName }) => ({
      address: {
        kind: 'usb',
        vendorId: hexId(vendorId),
        productId: hexId(productId),
        serialNumber: serialNumber === '' ? null : serialNumber,
      },
      label: [manufacturerName, productName].filter(Boolean).join(' '),
    }));
}
