import type { z } from 'zod';
import type { DeviceView } from '#shared/contract/devices.ts';
import { DeviceId, OperatorId } from '#shared/model/ids.ts';
import { NOW } from './mock-data.ts';

const live = {
  detail: '',
  problem: null,
  sinceMs: NOW - 3_600_000,
  grams: null,
  stable: null,
  queueLength: null,
  lastCode: null,
};
const serial = { kind: 'serial', baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flow: 'none' } as const;

export const DEVICES: z.infer<typeof DeviceView>[] = [
  {
    id: DeviceId.parse('printer-1'),
    kind: 'printer',
    name: 'TSC TE210',
    enabled: true,
    isDefault: true,
    config: {
      kind: 'printer',
      address: { kind: 'tcp', host: '192.168.1.40', port: 9100 },
      languageId: 'tspl',
      dotsPerMm: 8,
      widthMm: 100,
      heightMm: 150,
      gapMm: 3,
      darkness: 8,
      speed: 4,
      rotate180: false,
    },
    live: { ...live, status: 'online', detail: 'ready', queueLength: 0 },
  },
  {
    id: DeviceId.parse('printer-2'),
    kind: 'printer',
    name: '得力 DL-820T',
    enabled: true,
    isDefault: false,
    config: {
      kind: 'printer',
      address: { ...serial, path: '/dev/ttyUSB1' },
      languageId: 'tspl',
      dotsPerMm: 8,
      widthMm: 76,
      heightMm: 130,
      gapMm: 2,
      darkness: null,
      speed: null,
      rotate180: false,
    },
    live: {
      ...live,
      status: 'blocked',
      problem: { code: 'ERR_PRINTER_PAPER_OUT', data: { device: '得力 DL-820T' } },
      queueLength: 2,
    },
  },
  {
    id: DeviceId.parse('scale-1'),
    kind: 'scale',
    name: 'A&D HV-60KGL',
    enabled: true,
    isDefault: true,
    config: {
      kind: 'scale',
      address: { ...serial, baudRate: 2400, dataBits: 7, parity: 'even', path: '/dev/ttyUSB0' },
      protocolId: 'and',
      minimumG: 20,
      divisionG: 5,
    },
    live: { ...live, status: 'online', grams: 0, stable: true },
  },
  {
    id: DeviceId.parse('scanner-1'),
    kind: 'scanner',
    name: 'Honeywell 1900',
    enabled: true,
    isDefault: false,
    config: {
      kind: 'scanner',
      address: { ...serial, path: '/dev/ttyACM0' },
      prefix: '',
      suffix: 'crlf',
      stationId: 'station-1',
    },
    live: { ...live, status: 'offline', problem: { code: 'ERR_DEVICE_PORT_MISSING', data: { path: '/dev/ttyACM0' } } },
  },
];

export const OPERATORS = [
  {
    id: OperatorId.parse('op-1'),
    name: '林晓',
    role: 'admin' as const,
    active: true,
    hasPin: true,
    hasBadge: false,
    lockedUntilMs: null,
    rights: [],
  },
  {
    id: OperatorId.parse('op-2'),
    name: 'Maria',
    role: 'lead' as const,
    active: true,
    hasPin: false,
    hasBadge: false,
    lockedUntilMs: null,
    rights: [],
  },
  {
    id: OperatorId.parse('op-3'),
    name: '周师傅',
    role: 'operator' as const,
    active: true,
    hasPin: true,
    hasBadge: false,
    lockedUntilMs: null,
    rights: [],
  },
];
