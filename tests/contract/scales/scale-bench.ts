import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Timers as EmulatorTimers } from '#main/simulators/devices/timers.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import { openPty } from '#main/simulators/devices/pty.ts';
import type { Pty } from '#main/simulators/devices/pty.ts';
import { createAndScale } from '#main/simulators/devices/scale-and.ts';
import type { AndFormat } from '#main/simulators/devices/scale-and.ts';
import type { ScaleLine } from '#main/simulators/devices/scale-line.ts';
import { createMtSicsScale } from '#main/simulators/devices/scale-mt-sics.ts';
import type { ScalePlate } from '#main/simulators/devices/scale-plate.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { andStandard } from '#main/devices/scales/protocols/and-standard.ts';
import { mtSics } from '#main/devices/scales/protocols/mt-sics.ts';
import { stGs } from '#main/devices/scales/protocols/st-gs.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { createScaleReader } from '#main/devices/scales/scale-reader.ts';
import type { ScaleReader, ScaleSnapshot } from '#main/devices/scales/scale-reader.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';

export type EmulatedScale = ScaleLine & { readonly plate: ScalePlate };

export interface ScaleCase {
  readonly name: string;
  readonly protocol: ScaleProtocol;
  create(timers: EmulatorTimers): EmulatedScale;
}

function streaming(name: string, format: AndFormat): ScaleCase {
  return { name, protocol: stGs, create: (timers) => createAndScale({ timers, format, streamIntervalMs: 100 }) };
}

/** Every registered protocol with the emulator that speaks it. */
export const SCALE_CASES: readonly ScaleCase[] = [
  { name: 'MT-SICS in kilograms', protocol: mtSics, create: (timers) => createMtSicsScale({ timers }) },
  {
    name: 'MT-SICS in grams',
    protocol: mtSics,
    create: (timers) => createMtSicsScale({ timers, unit: 'g', decimals: 1 }),
  },
  { name: 'A&D standard', protocol: andStandard, create: (timers) => createAndScale({ timers }) },
  streaming('ST,GS with 18 bytes', 'st-gs'),
  streaming('ST,GS with a comma before the unit', 'st-gs-comma'),
  streaming('ST,GS with 22 bytes', 'cas-22'),
];

export interface ScaleBench {
  readonly scale: EmulatedScale;
  readonly reader: ScaleReader;
  readonly frames: readonly ScaleFrame[];
  readonly statuses: readonly ScaleSnapshot[];
  unplug(): void;
  plugIn(): void;
  /** The cable itself, for bytes that no scale would send. */
  cable(): Pty;
}

/** A scale on a real pseudo-terminal, and the product's reader at the other end of it. */
export function startScaleBench(
  { protocol, create }: ScaleCase,
  onTestFinished: (clean: () => Promise<void>) => void,
): ScaleBench {
  const folder = mkdtempSync(join(tmpdir(), 'packbench-scale-'));
  const path = join(folder, 'scale');
  const scale = create(realTimers);
  const frames: ScaleFrame[] = [];
  const statuses: ScaleSnapshot[] = [];
  let pty = openPty({ linkPath: path });
  let pullOut = scale.attach(pty);
  const unplug = (): void => {
    pullOut();
    pty.hangUp();
  };
  const reader = createScaleReader({
    protocol,
    connect: () => createSerialTransport({ kind: 'serial', path, ...protocol.serialDefaults, flow: 'none' }),
    clock: { nowMs: () => Date.now() },
    timers: systemTimers,
    onFrame: (frame) => frames.push(frame),
    onStatus: (snapshot) => statuses.push(snapshot),
  });
  onTestFinished(async () => {
    await reader.dispose();
    unplug();
    rmSync(folder, { recursive: true });
  });
  return {
    scale,
    reader,
    frames,
    statuses,
    unplug,
    plugIn() {
      pty = openPty({ linkPath: path });
      pullOut = scale.attach(pty);
    },
    cable: () => pty,
  };
}
