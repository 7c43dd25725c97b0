import type { DeviceFormValues } from '#renderer/features/devices/device-defaults.ts';
import { isPrinterOnly, printerAddressAt } from '#shared/contract/printer-address.ts';
import type { DeviceView } from '#renderer/ui/contract-types.ts';

type Address = DeviceView['config']['address'];
type WiredAddress = Extract<Address, { kind: 'tcp' | 'serial' }>;
type ReaderAddress = WiredAddress | HidAddress;
type PrinterAddress = Exclude<Address, { kind: 'hid' | 'wedge' | 'input' }>;
type InputAddress = Extract<Address, { kind: 'input' }>;
type WedgeAddress = Extract<Address, { kind: 'wedge' }>;
type HidAddress = Extract<Address, { kind: 'hid' }>;

/** Where a scale is, as the form says it. */
export function addressOf(values: DeviceFormValues): ReaderAddress {
  return values.transport === 'hid' ? readHidKey(values.hidKey) : wiredAddressOf(values);
}

/** Where a scanner is, as the form says it. */
export function scannerAddressOf(values: DeviceFormValues): ReaderAddress | WedgeAddress | InputAddress {
  if (values.transport === 'input') return { ...readInputKey(values.inputKey), layout: values.layout };
  return values.transport === 'wedge' ? { kind: 'wedge', layout: values.layout } : addressOf(values);
}

/** Where a printer is, as the form says it. */
export function printerAddressOf(values: DeviceFormValues): PrinterAddress {
  const { transport } = values;
  if (!isPrinterOnly(transport)) return wiredAddressOf(values);
  return printerAddressAt(transport, values.place.trim());
}

/** The same for devices on the network or on a serial line. */
export function wiredAddressOf(values: DeviceFormValues): WiredAddress {
  if (values.transport === 'tcp') return { kind: 'tcp', host: values.host.trim(), port: values.port };
  return {
    kind: 'serial',
    path: values.path,
    baudRate: values.baudRate,
    dataBits: values.dataBits,
    parity: values.parity,
    stopBits: values.stopBits,
    flow: values.flow,
  };
}

/** One text per HID device, for the list to choose from: `0922:8003:12345`. */
export function hidKey({ vendorId, productId, serialNumber }: Omit<HidAddress, 'kind'>): string {
  return [vendorId, productId, serialNumber ?? ''].join(':');
}

function readHidKey(key: string): HidAddress {
  const [vendorId = '', productId = '', ...serial] = key.split(':');
  return { kind: 'hid', vendorId, productId, serialNumber: serial.join(':') || null };
}

/** One text per device that types, for the list to choose from. */
export function inputKey({ vendorId, productId, serialNumber, place }: Omit<InputAddress, 'kind' | 'layout'>): string {
  return JSON.stringify([vendorId, productId, serialNumber, place]);
}

function readInputKey(key: string): Omit<InputAddress, 'layout'> {
  const [vendorId, productId, serialNumber, place]: [string, string, string | null, string | null] = JSON.parse(key);
  return { kind: 'input', vendorId, productId, serialNumber, place };
}
