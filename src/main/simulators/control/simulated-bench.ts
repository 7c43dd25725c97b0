import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeLabel } from '#main/simulators/devices/decode-label.ts';
import { ptySupported } from '#main/simulators/devices/pty.ts';
import { plugInScale } from '#main/simulators/devices/scale-on-port.ts';
import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { startSfExpressSimulator } from '#main/simulators/sf-express/sf-express-simulator.ts';

/** What a packing table needs beside a shop, each to be connected as its real counterpart is. */
export interface SimulatedBench {
  readonly carrier: { readonly serviceUrl: string; readonly partnerID: string; readonly checkWord: string };
  readonly printer: { readonly host: string; readonly port: number };
  /** Null where the system has no pseudo-terminals. */
  readonly scale: { readonly path: string } | null;
  /** In the place of whatever lay on the scale; 0 takes it off. @returns false where there is no scale */
  putOnScale(grams: number): boolean;
  /** Pictures of the labels that came out since the last call, as files that go with the bench. */
  takeLabels(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Starts SF Express, a TSPL printer with its port on loopback, and an MT-SICS scale on a pseudo-terminal. */
export async function startSimulatedBench({ seed }: { readonly seed: number }): Promise<SimulatedBench> {
  const [carrier, printer] = await Promise.all([startSfExpressSimulator({ seed }), startTsplPrinterTcp()]);
  const dir = mkdtempSync(join(tmpdir(), 'packbench-simulated-'));
  const scale = ptySupported() ? plugInScale(join(dir, 'scale')) : null;
  let taken = 0;
  return {
    carrier,
    printer,
    scale,
    putOnScale(grams) {
      scale?.plate.clear();
      if (grams > 0) scale?.plate.put(grams);
      return scale !== null;
    },
    async takeLabels() {
      const first = taken + 1;
      const fresh = printer.printer.labels.slice(taken);
      taken += fresh.length;
      return Promise.all(
        fresh.map(async ({ bitmap }, index) => {
          const file = join(dir, `label-${first + index}.png`);
          writeFileSync(file, (await decodeLabel(bitmap)).png);
          return file;
        }),
      );
    },
    async close() {
      scale?.unplug();
      await Promise.all([carrier.close(), printer.close()]);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
