import { printerPlace } from '#shared/contract/printer-address.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';

type Address = DeviceView['config']['address'];

/** `192.168.1.40:9100`, `/dev/ttyUSB0 9600 8N1` or `USB 0922:8003`. */
export function addressText(address: Address): string {
  if (address.kind === 'tcp') return `${address.host}:${address.port}`;
  if (address.kind === 'wedge') return '⌨';
  if (address.kind === 'hid')
    return ['USB', `${address.vendorId}:${address.productId}`, address.serialNumber].filter(Boolean).join(' ');
  if (address.kind === 'input')
    return ['⌨', `${address.vendorId}:${address.productId}`, address.serialNumber ?? address.place]
      .filter(Boolean)
      .join(' ');
  if (address.kind !== 'serial') return printerPlace(address);
  return `${address.path} ${address.baudRate} ${address.dataBits}${address.parity.charAt(0).toUpperCase()}${address.stopBits}`;
}
