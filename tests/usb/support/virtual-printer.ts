import koffi from 'koffi';
import type { TestContext } from 'node:test';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { openDeviceEnd } from './device-end.ts';
import type { DeviceEnd } from './device-end.ts';
import { tidyUp } from './tidy-up.ts';
import { createUsbGadget } from './usb-gadget.ts';

/** As the virtual printer shows itself to the system. */
export const PRINTER = {
  vendorId: '1203',
  productId: '0272',
  serialNumber: 'PB-PRINTER-1',
  manufacturer: 'Packbench',
  product: 'Virtual TSPL',
} as const;

/** One at a time: the kernel numbers them from nought. */
export const PRINTER_NODE = '/dev/usb/lp0';
const DEVICE_NODE = '/dev/g_printer0';

/** `GADGET_SET_PRINTER_STATUS` of Linux, `_IOWR('g', 0x22, unsigned char)`. */
const SET_STATUS = 0xc0016722;
const HEALTHY = 0x18;
/** Buffers of the printer, each of 8 KiB: so much it takes while nobody reads. */
const QUEUE = 4;
export const BUFFER_BYTES = QUEUE * 8_192;

export interface VirtualPrinter {
  readonly printer: EmulatedPrinter;
  readonly receivedBytes: () => number;
  /** The byte that the printer answers on the cable itself; 18 hex is a healthy one. */
  setPortStatus(byte: number): void;
  unplug(): void;
  /** Pulls the cable when so many more bytes have come. */
  unplugAfterBytes(count: number): void;
  plugIn(): Promise<void>;
  stopReading(): void;
  resumeReading(): void;
}

/** An emulated printer in a virtual USB device of the printer class; both are gone when the test ends. */
export async function plugInPrinter(test: TestContext, printer: EmulatedPrinter): Promise<VirtualPrinter> {
  const gadget = createUsbGadget({
    ...PRINTER,
    port: 0,
    functions: {
      'printer.label': { pnp_string: 'MFG:Packbench;CMD:TSPL;MDL:Virtual TSPL;CLS:PRINTER;', q_len: String(QUEUE) },
    },
  });
  tidyUp(test, gadget.remove);
  let received = 0;
  let untilUnplug = Number.POSITIVE_INFINITY;
  let end = await openEnd();
  tidyUp(test, () => end.close());

  async function openEnd(): Promise<DeviceEnd> {
    // A command that was cut when the cable was pulled is never completed.
    const answers: { to: DeviceEnd | null } = { to: null };
    const channel = printer.connect((bytes) => answers.to?.write(bytes));
    const opened = await openDeviceEnd(DEVICE_NODE, (bytes) => {
      received += bytes.length;
      untilUnplug -= bytes.length;
      channel.receive(bytes);
      if (untilUnplug > 0) return;
      untilUnplug = Number.POSITIVE_INFINITY;
      gadget.unplug();
    });
    setPortStatus(opened, HEALTHY);
    answers.to = opened;
    return opened;
  }

  return {
    printer,
    receivedBytes: () => received,
    setPortStatus: (byte) => setPortStatus(end, byte),
    unplug: gadget.unplug,
    unplugAfterBytes: (count) => void (untilUnplug = count),
    async plugIn() {
      await end.close();
      gadget.plugIn();
      end = await openEnd();
    },
    stopReading: () => end.stopReading(),
    resumeReading: () => end.resumeReading(),
  };
}

function setPortStatus({ fd }: DeviceEnd, byte: number): void {
  if (ioctl(fd, SET_STATUS, byte) < 0) throw new Error('the virtual printer takes no status');
}

const ioctl = koffi.load(null).func('int ioctl(int fd, unsigned long request, unsigned long value)');
