import { z } from 'zod';

/** A folder that gets one file per label. */
const FileAddress = z.object({ kind: z.literal('file'), folder: z.string().min(1).max(500) });

/** Where only printers hang; network and serial lines are shared with scales and scanners. */
export const PRINTER_ONLY_ADDRESSES = [FileAddress] as const;

export type PrinterOnlyAddress = z.infer<(typeof PRINTER_ONLY_ADDRESSES)[number]>;

/** The one text that tells the place of such a printer, as the screen shows it and takes it. */
export function printerPlace(address: PrinterOnlyAddress): string {
  return address.folder;
}

/** The address behind such a text; the contract refuses what it cannot be. */
export function printerAddressAt(kind: PrinterOnlyAddress['kind'], place: string): PrinterOnlyAddress {
  switch (kind) {
    case 'file':
      return { kind, folder: place };
  }
}

export type FileAddress = z.infer<typeof FileAddress>;
