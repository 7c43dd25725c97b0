import { STATION_ID } from '#main/app/station-id.ts';
import type { DemoWorld } from '#main/app/demo-world.ts';
import type { Services } from '#main/app/services.ts';
import { openPty, ptySupported } from '#main/simulators/devices/pty.ts';
import { createMtSicsScale } from '#main/simulators/devices/scale-mt-sics.ts';
import type { ScalePlate } from '#main/simulators/devices/scale-plate.ts';
import { startScannerEmulator } from '#main/simulators/devices/scanner.ts';
import type { ScannerEmulator } from '#main/simulators/devices/scanner.ts';
import { realTimers } from '#main/simulators/devices/timers.ts';
import type { Act } from '#main/usecases/actor.ts';
import { createDevice } from '#main/usecases/devices/manage-devices.ts';
import { listSettings, setSetting } from '#main/usecases/settings/manage-settings.ts';
import type { DeviceConfig, ScaleConfig } from '#shared/contract/devices.ts';

/** A packing table; scale and scanner are null where the system has no pseudo-terminals. */
export interface Bench {
  readonly stationId: string;
  readonly plate: ScalePlate | null;
  readonly scanner: ScannerEmulator | null;
}

export interface Benches {
  readonly all: readonly Bench[];
  unplug(): void;
}

/** A good bench scale comes to rest in a fifth of a second. */
const SETTLE_MS = 200;

/**
 * The first table has the devices of the demo store; each further one gets a scale and a scanner of its own on serial
 * cables, connected through the same use case as a person's form.
 */
export async function equipBenches(services: Services, world: DemoWorld, count: number, act: Act): Promise<Benches> {
  countEveryScan(services, act);
  const first: Bench = { stationId: STATION_ID, plate: world.scale?.plate ?? null, scanner: world.scanner };
  const added = Array.from({ length: count - 1 }, (_, index) => addBench(services, `station-${index + 2}`, act));
  await services.devices.sync();
  return {
    all: [first, ...added.map(({ bench }) => bench)],
    unplug() {
      for (const { unplug } of added) unplug();
    },
  };
}

/** Robots scan the second unit of a SKU faster than a hand could; none of their scans is one unit read twice. */
function countEveryScan({ context }: Services, act: Act): void {
  const version = listSettings(context.read).find(({ name }) => name === 'duplicateScanMs')?.version ?? 0;
  setSetting(context, { name: 'duplicateScanMs', value: 0, version }, act);
}

function addBench({ context }: Services, stationId: string, act: Act): { bench: Bench; unplug: () => void } {
  if (!ptySupported()) return { bench: { stationId, plate: null, scanner: null }, unplug: () => {} };
  const pty = openPty();
  const scale = createMtSicsScale({ timers: realTimers, divisionG: 1, settleMs: SETTLE_MS });
  const detach = scale.attach(pty);
  const scanner = startScannerEmulator();
  const configs: DeviceConfig[] = [
    { kind: 'scale', address: cable(pty.slavePath), protocolId: 'mt-sics', minimumG: 5, divisionG: 1, stationId },
    { kind: 'scanner', address: cable(scanner.path), prefix: '', suffix: 'crlf', stationId },
  ];
  for (const config of configs)
    createDevice(context, act, { name: `Demo ${config.kind} ${stationId}`, config, isDefault: false });
  return {
    bench: { stationId, plate: scale.plate, scanner },
    unplug() {
      detach();
      pty.hangUp();
      scanner.close();
    },
  };
}

function cable(path: string): ScaleConfig['address'] {
  return { kind: 'serial', path, baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' };
}
