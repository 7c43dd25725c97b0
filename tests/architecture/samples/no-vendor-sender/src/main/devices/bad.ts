import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';

export const bytesOf = (): Uint8Array => new ThermalPrinter({ type: PrinterTypes.EPSON, interface: '' }).getBuffer();

export async function send(host: string): Promise<void> {
  const printer = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: `tcp://${host}`, // bad
  });
  if (await printer.isPrinterConnected()) // bad
    await printer.execute(); // bad
}
