/** The system's HID devices behind a small interface, so that everything above it is tested with bytes (node-hid in the product). */
export interface HidSystem {
  /** Opens nothing. @throws AppError ERR_DEVICE_HID_UNAVAILABLE when the native part does not load */
  list(): Promise<HidDevice[]>;
  /** @throws Error with the system's own text: no right, gone, held by another program */
  open(path: string): Promise<HidPort>;
}

export interface HidDevice {
  readonly path: string;
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
  readonly manufacturer: string | null;
  readonly product: string | null;
  /** Null where the system does not tell. */
  readonly usagePage: number | null;
}

export interface HidPort {
  /** Each input report, its number first. */
  onReport(listener: (report: Uint8Array) => void): void;
  /** The device is gone or cannot be read any more. */
  onError(listener: (error: Error) => void): void;
  write(report: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** HID usage tables: what a device says it is (reference devices.md, sections 9.1 and 10.1). */
export const HID_SCALE_PAGE = 0x8d;
export const HID_SCANNER_PAGE = 0x8c;
