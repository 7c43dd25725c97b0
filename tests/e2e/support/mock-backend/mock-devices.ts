import { implement } from '@orpc/server';
import { contract } from '#shared/contract/index.ts';
import type { PrinterProfile } from '#shared/contract/printer-profiles.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { DeviceId, PrintJobId } from '#shared/model/ids.ts';
import { NOW } from './mock-data.ts';
import { DEVICES } from './mock-people-and-devices.ts';

const os = implement(contract);

function deviceOf(id: string) {
  const device = DEVICES.find((candidate) => candidate.id === id);
  if (!device) throw new AppError('ERR_DEVICE_UNKNOWN');
  return device;
}

const MOCK_PROFILE: PrinterProfile = {
  id: 'zebra-zd421-203',
  vendor: 'Zebra',
  model: 'ZD421 203 dpi',
  names: ['ZD421-203dpi'],
  languageId: 'zpl',
  dotsPerMm: 8,
  widthMm: 104,
  speed: { min: 2, max: 6 },
  darkness: { min: 0, max: 30 },
  sensors: ['gap'],
  cutter: 'option',
  status: 'causes',
};

const REMOVED = [
  { id: DeviceId.parse('device-old'), kind: 'scale' as const, name: 'Scale at table 3', removedAtMs: NOW - 3_600_000 },
];

const IDLE_SEARCH = { isRunning: false, step: 1, steps: 1, trying: '', found: [], problem: null };

export const mockDevices = {
  devices: {
    list: os.devices.list.handler(() => ({ devices: [...DEVICES] })),
    create: os.devices.create.handler(({ input }) => {
      const device = {
        id: DeviceId.parse(`device-${DEVICES.length + 1}`),
        kind: input.config.kind,
        name: input.name,
        enabled: true,
        isDefault: input.isDefault,
        config: input.config,
        live: {
          status: 'unknown' as const,
          detail: '',
          problem: null,
          sinceMs: null,
          grams: null,
          stable: null,
          queueLength: null,
          lastCode: null,
        },
      };
      DEVICES.push(device);
      return device;
    }),
    update: os.devices.update.handler(({ input }) =>
      Object.assign(deviceOf(input.id), {
        ...(input.name && { name: input.name }),
        ...(input.config && { config: input.config }),
      }),
    ),
    remove: os.devices.remove.handler(() => ({})),
    removed: os.devices.removed.handler(() => ({ devices: REMOVED })),
    restore: os.devices.restore.handler(({ input }) => deviceOf(input.id)),
    serialPorts: os.devices.serialPorts.handler(() => ({
      ports: [
        { path: '/dev/ttyUSB0', label: 'FTDI FT232R' },
        { path: '/dev/ttyACM0', label: 'Honeywell scanner' },
      ],
    })),
    printDocument: os.devices.printDocument.handler(() => ({ printJobId: PrintJobId.parse('job-1') })),
    printerPlaces: os.devices.printerPlaces.handler(() => ({ places: [], problem: null })),
    inputDevices: os.devices.inputDevices.handler(() => ({
      devices: [
        {
          address: { kind: 'input' as const, vendorId: '0c2e', productId: '0b61', serialNumber: 'S1', place: null },
          label: 'Honeywell Xenon (0c2e:0b61 S1)',
        },
      ],
      problem: null,
    })),
    hidDevices: os.devices.hidDevices.handler(() => ({
      devices: [
        {
          address: { kind: 'hid' as const, vendorId: '0922', productId: '8003', serialNumber: '0071' },
          use: 'scale' as const,
          label: 'DYMO M10',
        },
      ],
      problem: null,
    })),
    options: os.devices.options.handler(() => ({
      languages: [
        { id: 'tspl', label: 'TSPL (TSC, Gprinter, Deli)', queueOnly: false },
        { id: 'zpl', label: 'ZPL (Zebra)', queueOnly: false },
      ],
      printerProfiles: [MOCK_PROFILE],
      scaleProtocols: [
        {
          id: 'and',
          label: 'A&D standard',
          baudRate: 2400,
          dataBits: 7,
          parity: 'even' as const,
          stopBits: 1 as const,
        },
        {
          id: 'mt-sics',
          label: 'Mettler Toledo MT-SICS',
          baudRate: 9600,
          dataBits: 8,
          parity: 'none' as const,
          stopBits: 1 as const,
        },
      ],
    })),
    detectPrinter: os.devices.detectPrinter.handler(() => ({
      found: { languageId: 'zpl', model: 'ZD421-203dpi ZPL', dotsPerMm: 8, profileId: MOCK_PROFILE.id },
    })),
    importPrinterProfile: os.devices.importPrinterProfile.handler(() => MOCK_PROFILE),
    listenToScale: os.devices.listenToScale.handler(() => ({ hex: '3d302e3132330d0a', readings: [] })),
    suggestScalePattern: os.devices.suggestScalePattern.handler(() => {
      throw new AppError('ERR_SCALE_PATTERN_NOT_FOUND', { shown: '1', bytes: 8 });
    }),
    startScaleDetection: os.devices.startScaleDetection.handler(() => IDLE_SEARCH),
    scaleDetection: os.devices.scaleDetection.handler(() => IDLE_SEARCH),
    cancelScaleDetection: os.devices.cancelScaleDetection.handler(() => IDLE_SEARCH),
    scaleChecks: os.devices.scaleChecks.handler(() => ({ checks: [] })),
    recordScaleCheck: os.devices.recordScaleCheck.handler(() => {
      throw new AppError('ERR_SCALE_UNSTABLE');
    }),
    calibrate: os.devices.calibrate.handler(() => ({ problem: null })),
    test: os.devices.test.handler(({ input }) => {
      const device = deviceOf(input.id);
      if (device.live.problem) return { ok: false, detail: '< 04', problem: device.live.problem };
      return {
        ok: true,
        detail:
          device.kind === 'scale'
            ? '> 51 0D 0A            Q..\n< 53 54 2C 2B 30 30   ST,+00\n  30 2E 33 31 32 20   0.312 \n  6B 67 0D 0A         kg..'
            : '> 1B 21 3F  .!?\n< 00        ready',
        problem: null,
      };
    }),
  },
};
