import type { UsbPrinterDevice, UsbSetup } from '#main/devices/transports/usb/usb-system.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';

/** A printer at the boundary of the `usb` package: bulk pipes, class requests, the kernel's driver, unplugging. */
export interface FakeUsbPrinter {
  readonly device: UsbPrinterDevice;
  readonly calls: readonly string[];
  portStatus: number;
  /** Bulk bytes taken so far. */
  readonly taken: () => number;
  unplugAfter(bytes: number): void;
  stall(): void;
}

export function createFakeUsbPrinter(printer: EmulatedPrinter): FakeUsbPrinter {
  const calls: string[] = [];
  const answers: Uint8Array[] = [];
  const channel = printer.connect((bytes) => void answers.push(bytes));
  let isClaimed = false;
  let taken = 0;
  let bytesUntilUnplug = Number.POSITIVE_INFINITY;
  let isStalled = false;
  const requireClaim = (): void => {
    if (bytesUntilUnplug <= 0) throw new Error('No such device (os error 19)');
    if (!isClaimed) throw new Error('interface not claimed');
  };
  const bulk = (endpointNumber: number, direction: string) => ({ endpointNumber, direction, type: 'bulk' });
  const alternate = (interfaceProtocol: number, endpoints: ReturnType<typeof bulk>[]) => ({
    alternateSetting: interfaceProtocol - 1,
    interfaceClass: 7,
    interfaceProtocol,
    endpoints,
  });
  const fake: FakeUsbPrinter = {
    calls,
    portStatus: 0x18,
    taken: () => taken,
    unplugAfter(bytes) {
      bytesUntilUnplug = bytes;
    },
    stall() {
      isStalled = true;
    },
    device: {
      vendorId: 0x1203,
      productId: 0x0272,
      serialNumber: 'SN1',
      manufacturerName: 'TSC',
      productName: 'TE210',
      configurations: [
        {
          interfaces: [
            {
              interfaceNumber: 0,
              alternates: [alternate(1, [bulk(1, 'out')]), alternate(2, [bulk(1, 'out'), bulk(2, 'in')])],
            },
          ],
        },
      ],
      open: async () => void calls.push('open'),
      close: async () => void calls.push('close'),
      async claimInterface() {
        if (!calls.includes('detach')) throw new Error('Device or resource busy (os error 16)');
        calls.push('claim');
        isClaimed = true;
      },
      async releaseInterface() {
        calls.push('release');
        isClaimed = false;
      },
      selectAlternateInterface: async (_number, setting) => void calls.push(`alternate ${setting}`),
      detachKernelDriver: async () => void calls.push('detach'),
      attachKernelDriver: async () => void calls.push('attach'),
      async nativeControlTransferIn({ request }: UsbSetup) {
        requireClaim();
        if (request !== 1) throw new Error('stall');
        return Uint8Array.of(fake.portStatus);
      },
      async nativeControlTransferOut({ request }: UsbSetup) {
        calls.push(`control ${request}`);
        return 0;
      },
      async nativeTransferIn(endpoint: number) {
        requireClaim();
        if (endpoint !== 2) throw new Error('wrong endpoint');
        // Empty packets in between, as real printers send them.
        return answers.shift() ?? new Uint8Array();
      },
      async nativeTransferOut(endpoint: number, _timeoutMs: number, data: Uint8Array) {
        requireClaim();
        if (endpoint !== 1 || data.length === 0) throw new Error('wrong endpoint or empty packet');
        if (isStalled) throw new Error('transfer timed out');
        const length = Math.min(data.length, bytesUntilUnplug);
        bytesUntilUnplug -= length;
        taken += length;
        channel.receive(new Uint8Array(data.subarray(0, length)));
        if (bytesUntilUnplug <= 0) throw new Error('No such device (os error 19)');
        return length;
      },
    },
  };
  return fake;
}
