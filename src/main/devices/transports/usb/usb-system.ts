/** What is used of the `usb` package: the boundary at which tests put a printer of their own. */
export interface UsbPrinterDevice {
  readonly vendorId: number;
  readonly productId: number;
  readonly serialNumber: string | null;
  readonly manufacturerName: string | null;
  readonly productName: string | null;
  readonly configurations: readonly UsbConfigurationShape[];
  open(): Promise<void>;
  close(): Promise<void>;
  claimInterface(interfaceNumber: number): Promise<void>;
  releaseInterface(interfaceNumber: number): Promise<void>;
  selectAlternateInterface(interfaceNumber: number, alternate: number): Promise<void>;
  detachKernelDriver(interfaceNumber: number): Promise<void>;
  attachKernelDriver(interfaceNumber: number): Promise<void>;
  nativeControlTransferIn(setup: UsbSetup, timeoutMs: number, length: number): Promise<Uint8Array | null>;
  nativeControlTransferOut(setup: UsbSetup, timeoutMs: number, data?: Uint8Array | null): Promise<number>;
  nativeTransferIn(endpoint: number, timeoutMs: number, length: number): Promise<Uint8Array | null>;
  nativeTransferOut(endpoint: number, timeoutMs: number, data: Uint8Array): Promise<number>;
}

export interface UsbSetup {
  readonly requestType: 'class';
  readonly recipient: 'interface';
  readonly request: number;
  readonly value: number;
  readonly index: number;
}

interface UsbConfigurationShape {
  readonly interfaces: readonly {
    readonly interfaceNumber: number;
    readonly alternates: readonly {
      readonly alternateSetting: number;
      readonly interfaceClass: number;
      readonly interfaceProtocol: number;
      readonly endpoints: readonly {
        readonly endpointNumber: number;
        readonly direction: string;
        readonly type: string;
      }[];
    }[];
  }[];
}

/** All USB devices of this PC. @throws when the package does not load or the system refuses */
export type ListUsbDevices = () => Promise<readonly UsbPrinterDevice[]>;

/** Loads the native package on first use, so that a PC without USB starts all the same. */
export const listUsbDevices: ListUsbDevices = async () => (await import('usb')).usb.getDevices();

/** The part of a printer that takes jobs. */
export interface PrinterInterface {
  readonly interfaceNumber: number;
  readonly alternateSetting: number;
  readonly outEndpoint: number;
  /** Null for printers that only listen (protocol 1). */
  readonly inEndpoint: number | null;
}

const PRINTER_CLASS = 7;
/** 1 one-way, 2 two-way; 3 is another protocol in packets. */
const PROTOCOLS = [2, 1];

/** The printer interface of a device, two-way before one-way; null for what is no printer. */
export function findPrinterInterface(device: Pick<UsbPrinterDevice, 'configurations'>): PrinterInterface | null {
  const found = (device.configurations[0]?.interfaces ?? []).flatMap(({ interfaceNumber, alternates }) =>
    alternates.flatMap(({ alternateSetting, interfaceClass, interfaceProtocol, endpoints }) => {
      const bulk = (direction: string): number | null =>
        endpoints.find((end) => end.type === 'bulk' && end.direction === direction)?.endpointNumber ?? null;
      const outEndpoint = bulk('out');
      if (interfaceClass !== PRINTER_CLASS || !PROTOCOLS.includes(interfaceProtocol) || outEndpoint === null) return [];
      return [{ interfaceProtocol, interfaceNumber, alternateSetting, outEndpoint, inEndpoint: bulk('in') }];
    }),
  );
  const [best] = found.sort((a, b) => PROTOCOLS.indexOf(a.interfaceProtocol) - PROTOCOLS.indexOf(b.interfaceProtocol));
  if (!best) return null;
  const { interfaceProtocol: _protocol, ...rest } = best;
  return rest;
}
