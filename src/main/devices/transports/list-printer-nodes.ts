import { readdir, readFile } from 'node:fs/promises';
import { readDeviceId } from '#main/devices/printers/device-id.ts';

export interface PrinterNode {
  readonly path: string;
  /** What the printer says of itself: maker and model; the path where it says nothing. */
  readonly label: string;
  readonly languageIds: readonly string[];
}

/** The USB printers that Linux has nodes for; empty on other systems. `sysDir` and `devDir` as the kernel lays them out. */
export async function listPrinterNodes(sysDir = '/sys/class/usbmisc', devDir = '/dev/usb'): Promise<PrinterNode[]> {
  const names = await readdir(sysDir).catch(() => []);
  const nodes = names
    .filter((name) => /^lp\d+$/.test(name))
    .sort()
    .map(async (name): Promise<PrinterNode> => {
      const path = `${devDir}/${name}`;
      const id = readDeviceId(await readFile(`${sysDir}/${name}/device/ieee1284_id`, 'utf8').catch(() => ''));
      const label = id ? `${id.manufacturer} ${id.model}`.trim() : path;
      return { path, label, languageIds: id?.languageIds ?? [] };
    });
  return Promise.all(nodes);
}
