import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import type { PrinterTcp, PrinterTcpOptions } from '#main/simulators/devices/printer/printer-tcp.ts';
import { createTsplPrinter } from '#main/simulators/devices/tspl-printer.ts';
import type { TsplPrinterOptions } from '#main/simulators/devices/tspl-printer.ts';

export type TsplPrinterTcpOptions = TsplPrinterOptions & PrinterTcpOptions;
export type TsplPrinterTcp = PrinterTcp;

/** The printer of the demo: TSPL behind a TCP port. */
export function startTsplPrinterTcp(options: TsplPrinterTcpOptions = {}): Promise<TsplPrinterTcp> {
  return startPrinterTcp(createTsplPrinter(options), options);
}
