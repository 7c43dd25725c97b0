import { z } from 'zod';

/** A folder that gets one file per label. */
const FileAddress = z.object({ kind: z.literal('file'), folder: z.string().min(1).max(500) });

/** The kernel's own printer node of Linux, e.g. `/dev/usb/lp0`. */
const PrinterNodeAddress = z.object({ kind: z.literal('printer-node'), path: z.string().min(1).max(500) });

/** A printer queue that speaks IPP: CUPS on this PC or on another, or a printer itself. */
const IppAddress = z.object({
  kind: z.literal('ipp'),
  /** `ipp://localhost:631/printers/labels`; `ipps:` for an encrypted connection. */
  uri: z
    .string()
    .max(500)
    .regex(/^ipps?:\/\/[^/\s]+\/\S*$/),
});

/** Vendor or product number of a USB device. */
export const Hex4 = z.string().regex(/^[0-9a-f]{4}$/);

/** A printer of the USB printer class, by what it says of itself: its place on the bus changes at every replug. */
const UsbAddress = z.object({
  kind: z.literal('usb'),
  vendorId: Hex4,
  productId: Hex4,
  serialNumber: z.string().max(200).nullable(),
});

/** A printer of Windows, by its name there. */
const SpoolerAddress = z.object({ kind: z.literal('spooler'), printer: z.string().min(1).max(220) });

/** A platform's own print program on this PC, and one of the printers that it knows. */
const ComponentAddress = z.object({
  kind: z.literal('component'),
  componentId: z.string().regex(/^[a-z0-9-]{1,40}$/),
  port: z.int().min(1).max(65535),
  /** Empty: its default printer. */
  printer: z.string().max(200),
});

/** Where only printers hang; network and serial lines are shared with scales and scanners. */
export const PRINTER_ONLY_ADDRESSES = [
  UsbAddress,
  PrinterNodeAddress,
  IppAddress,
  SpoolerAddress,
  FileAddress,
  ComponentAddress,
] as const;

export const PRINTER_ONLY_KINDS = ['usb', 'printer-node', 'ipp', 'spooler', 'file', 'component'] as const;

/** Whether nothing but printers stands at addresses of this kind; `tcp` and `serial` lead to scales and scanners, too. */
export function isPrinterOnly(kind: string): kind is PrinterOnlyAddress['kind'] {
  return PRINTER_ONLY_KINDS.some((known) => known === kind);
}

export type PrinterOnlyAddress = z.infer<(typeof PRINTER_ONLY_ADDRESSES)[number]>;

/** The one text that tells the place of such a printer, as the screen shows it and takes it. */
export function printerPlace(address: PrinterOnlyAddress): string {
  switch (address.kind) {
    case 'file':
      return address.folder;
    case 'printer-node':
      return address.path;
    case 'ipp':
      return address.uri;
    case 'usb':
      return [`${address.vendorId}:${address.productId}`, address.serialNumber].filter(Boolean).join(' ');
    case 'spooler':
      return address.printer;
    case 'component':
      return `${address.componentId}:${address.port}/${address.printer}`;
  }
}

/** The address behind such a text; the contract refuses what it cannot be. */
export function printerAddressAt(kind: PrinterOnlyAddress['kind'], place: string): PrinterOnlyAddress {
  switch (kind) {
    case 'file':
      return { kind, folder: place };
    case 'printer-node':
      return { kind, path: place };
    case 'ipp':
      return { kind, uri: place };
    case 'usb': {
      const [, vendorId = '', productId = '', serial = ''] = /^([0-9a-f]*):?([0-9a-f]*) ?(.*)$/i.exec(place) ?? [];
      const ids = { vendorId: vendorId.toLowerCase(), productId: productId.toLowerCase() };
      return { kind, ...ids, serialNumber: serial === '' ? null : serial };
    }
    case 'spooler':
      return { kind, printer: place };
    case 'component': {
      const [, componentId = '', port = '', printer = ''] = /^([^:/]*):?(\d*)\/?(.*)$/.exec(place) ?? [];
      return { kind, componentId, port: Number(port), printer };
    }
  }
}

/** A printer that this PC knows, for the list to choose from. */
export interface PrinterPlace {
  readonly address: PrinterOnlyAddress;
  readonly label: string;
}

export type ComponentAddress = z.infer<typeof ComponentAddress>;
export type UsbAddress = z.infer<typeof UsbAddress>;
export type SpoolerAddress = z.infer<typeof SpoolerAddress>;
export type IppAddress = z.infer<typeof IppAddress>;
export type PrinterNodeAddress = z.infer<typeof PrinterNodeAddress>;
export type FileAddress = z.infer<typeof FileAddress>;
