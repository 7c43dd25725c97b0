import { DEMO_ACT } from '#main/app/demo-act.ts';
import type { DemoConnections } from '#main/app/connect-demo.ts';
import { createCpclPrinter } from '#main/simulators/devices/cpcl-printer.ts';
import { createEpl2Printer } from '#main/simulators/devices/epl2-printer.ts';
import { createEscposPrinter } from '#main/simulators/devices/escpos-printer.ts';
import type { EmulatedPrinter } from '#main/simulators/devices/printer/emulated-printer.ts';
import { startPrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import type { PrinterTcp } from '#main/simulators/devices/printer/printer-tcp.ts';
import { createZplPrinter } from '#main/simulators/devices/zpl-printer.ts';
import { createDevice, updateDevice } from '#main/usecases/devices/manage-devices.ts';
import { DEMO_PRINTERS } from '#shared/contract/demo-bench.ts';
import type { DemoPrinterId } from '#shared/contract/demo-bench.ts';
import type { DeviceConfig } from '#shared/contract/devices.ts';

/** Printers of the other languages on the demo bench, beside the TSPL printer that is always there. */
export interface DemoPrinters {
  running(): readonly PrinterTcp[];
  ids(): readonly DemoPrinterId[];
  /** Plugs one in and adds it as a printer, or takes it away and switches it off. Harmless when it is so already. */
  set(id: DemoPrinterId, isOn: boolean): Promise<void>;
  /** Plugs those in again that were there before this PC was restarted. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

/** By the id of the language that it speaks. */
const MAKE: Readonly<Record<DemoPrinterId, () => EmulatedPrinter>> = {
  zpl: () => createZplPrinter(),
  'zpl-compatible': () => createZplPrinter({ hasErrorQuery: false }),
  cpcl: () => createCpclPrinter(),
  epl2: () => createEpl2Printer(),
  escpos: () => createEscposPrinter(),
};

export function createDemoPrinters({ context, devices }: Pick<DemoConnections, 'context' | 'devices'>): DemoPrinters {
  const plugged = new Map<DemoPrinterId, PrinterTcp>();
  const nameOf = (id: DemoPrinterId): string => `Demo printer · ${id.toUpperCase()}`;
  const deviceOf = (id: DemoPrinterId) => devices.list().find(({ name }) => name === nameOf(id));

  async function set(id: DemoPrinterId, isOn: boolean): Promise<void> {
    const printer = plugged.get(id);
    if (isOn === (printer !== undefined)) return;
    const device = deviceOf(id);
    if (printer) {
      plugged.delete(id);
      if (device) updateDevice(context, DEMO_ACT, { id: device.id, enabled: false });
      await devices.sync();
      await printer.close();
      return;
    }
    const started = await startPrinterTcp(MAKE[id]());
    plugged.set(id, started);
    const config = configOf(id, started);
    if (device) updateDevice(context, DEMO_ACT, { id: device.id, config, enabled: true });
    else createDevice(context, DEMO_ACT, { name: nameOf(id), config, isDefault: false });
    await devices.sync();
  }

  return {
    running: () => [...plugged.values()],
    ids: () => [...plugged.keys()],
    set,
    async resume() {
      for (const id of DEMO_PRINTERS) if (deviceOf(id)?.enabled) await set(id, true);
    },
    async stop() {
      await Promise.all([...plugged.values()].map((printer) => printer.close()));
      plugged.clear();
    },
  };
}

function configOf(languageId: DemoPrinterId, { host, port }: PrinterTcp): DeviceConfig {
  return {
    kind: 'printer',
    address: { kind: 'tcp', host, port },
    languageId,
    dotsPerMm: 8,
    widthMm: 100,
    heightMm: 150,
    gapMm: 3,
    darkness: null,
    speed: null,
    rotate180: false,
    ...(languageId === 'escpos' && { receiptCharset: 'gb18030' as const }),
  };
}
