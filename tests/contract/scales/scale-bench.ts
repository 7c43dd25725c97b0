import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Timers as EmulatorTimers } from '#main/simulators/devices/timers.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import type { EmulatedScale } from '#main/simulators/devices/emulated-scale.ts';
import { openPty } from '#main/simulators/devices/pty.ts';
import type { Pty } from '#main/simulators/devices/pty.ts';
import { createAndScale } from '#main/simulators/devices/scale-and.ts';
import type { AndFormat } from '#main/simulators/devices/scale-and.ts';
import { createAdamScale } from '#main/simulators/devices/scale-adam.ts';
import { createCasScale } from '#main/simulators/devices/scale-cas.ts';
import { createHidScale } from '#main/simulators/devices/scale-hid.ts';
import { createMtSicsScale } from '#main/simulators/devices/scale-mt-sics.ts';
import { createNciScale } from '#main/simulators/devices/scale-nci.ts';
import { createToledo8217Scale } from '#main/simulators/devices/scale-toledo-8217.ts';
import { createToledoContinuousScale } from '#main/simulators/devices/scale-toledo-continuous.ts';
import { createYaohuaScale } from '#main/simulators/devices/scale-yaohua.ts';
import type { YaohuaFormat } from '#main/simulators/devices/scale-yaohua.ts';
import { createYoushengScale } from '#main/simulators/devices/scale-yousheng.ts';
import { systemTimers } from '#main/lib/timers.ts';
import { SCALE_PROTOCOLS } from '#main/app/registries.ts';
import type { ScaleFrame, ScaleProtocol } from '#main/devices/scales/scale-protocol.ts';
import { createScaleReader } from '#main/devices/scales/scale-reader.ts';
import type { ScaleReader, ScaleSnapshot } from '#main/devices/scales/scale-reader.ts';
import { createSerialTransport } from '#main/devices/transports/serial-transport.ts';

export interface ScaleCase {
  readonly name: string;
  readonly protocol: ScaleProtocol;
  create(timers: EmulatorTimers): EmulatedScale;
  /** How the wire says that the plate swings: a flag beside the weight, no weight at all, or not at all. */
  readonly motion: 'flagged' | 'withheld' | 'unsaid';
  readonly negative: 'shown' | 'withheld';
  /** False where no document says what the scale sends then. */
  readonly hasOverload: boolean;
  /** Seven-bit characters, so that a parity bit can be stripped. */
  readonly isText: boolean;
}

type Manners = Pick<ScaleCase, 'motion' | 'negative' | 'hasOverload' | 'isText'>;
const FLAGGED: Manners = { motion: 'flagged', negative: 'shown', hasOverload: true, isText: true };
const UNSAID: Manners = { ...FLAGGED, motion: 'unsaid' };
const WITHHELD: Manners = { ...FLAGGED, motion: 'withheld', negative: 'withheld' };

const STREAM = { streamIntervalMs: 100 };

function scale(
  name: string,
  protocolId: string,
  create: (timers: EmulatorTimers) => EmulatedScale,
  manners: Manners = FLAGGED,
): ScaleCase {
  const protocol = SCALE_PROTOCOLS.find(protocolId);
  if (!protocol) throw new TypeError(`no scale protocol is called ${protocolId}`);
  return { name, protocol, create, ...manners };
}

function and(name: string, format: AndFormat): ScaleCase {
  return scale(name, 'st-gs', (timers) => createAndScale({ timers, format, ...STREAM }));
}

function yaohua(name: string, protocolId: string, format: YaohuaFormat): ScaleCase {
  const manners = { ...UNSAID, hasOverload: format === 'a12e' };
  return scale(name, protocolId, (timers) => createYaohuaScale({ timers, format, ...STREAM }), manners);
}

function yousheng(name: string, protocolId: string, firstPointCode: 0 | 1): ScaleCase {
  const create = (timers: EmulatorTimers): EmulatedScale => createYoushengScale({ timers, firstPointCode, ...STREAM });
  return scale(name, protocolId, create, { ...FLAGGED, isText: false });
}

function continuous(name: string, hasChecksum: boolean): ScaleCase {
  const create = (timers: EmulatorTimers): EmulatedScale =>
    createToledoContinuousScale({ timers, hasChecksum, ...STREAM });
  return scale(name, 'toledo-continuous', create);
}

/** Every registered protocol with the emulator that speaks it. */
export const SCALE_CASES: readonly ScaleCase[] = [
  scale('MT-SICS in kilograms', 'mt-sics', (timers) => createMtSicsScale({ timers })),
  scale('MT-SICS in grams', 'mt-sics', (timers) => createMtSicsScale({ timers, unit: 'g', decimals: 1 })),
  scale('A&D standard', 'and-standard', (timers) => createAndScale({ timers })),
  and('ST,GS with 18 bytes', 'st-gs'),
  and('ST,GS with a comma before the unit', 'st-gs-comma'),
  and('ST,GS with 22 bytes', 'cas-22'),
  scale('Toledo 8217', 'toledo-8217', (timers) => createToledo8217Scale({ timers }), WITHHELD),
  continuous('Toledo continuous with a checksum', true),
  continuous('Toledo continuous without a checksum', false),
  scale('CAS ECR', 'cas-ecr', (timers) => createCasScale({ timers })),
  scale('NCI', 'nci', (timers) => createNciScale({ timers }), WITHHELD),
  yaohua('Yaohua A12E', 'yaohua-a12e', 'a12e'),
  yaohua('Yaohua format 0', 'yaohua-format-0', 'format-0'),
  yaohua('Yaohua = forward', 'yaohua-equals', 'equals'),
  yaohua('Yaohua = reversed', 'yaohua-equals-reversed', 'equals-reversed'),
  yousheng('Yousheng', 'yousheng', 0),
  yousheng('Yousheng with the point counted from one', 'yousheng-point-from-one', 1),
  scale('Adam CPWplus', 'adam', (timers) => createAdamScale({ timers }), { ...UNSAID, hasOverload: false }),
  scale('USB HID reports', 'hid-pos', (timers) => createHidScale({ timers, ...STREAM }), { ...FLAGGED, isText: false }),
];

/** Registered twins of a case that differ in nothing but the unit, which the wire does not carry. */
export const UNIT_TWINS: ReadonlySet<string> = new Set(['toledo-8217-lb']);

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
