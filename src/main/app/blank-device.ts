import type { DeviceConfig, PrinterConfig, ScaleConfig, ScannerConfig } from '#shared/contract/devices.ts';

const NO_ADDRESS = { kind: 'tcp', host: '?', port: 9100 } as const;

const BLANKS: { printer: PrinterConfig; scale: ScaleConfig; scanner: ScannerConfig } = {
  printer: {
    kind: 'printer',
    address: NO_ADDRESS,
    languageId: '',
    dotsPerMm: 8,
    widthMm: 100,
    heightMm: 150,
    gapMm: 2,
    darkness: null,
    speed: null,
    rotate180: false,
  },
  scale: { kind: 'scale', address: NO_ADDRESS, protocolId: '', minimumG: 0, divisionG: 1 },
  scanner: { kind: 'scanner', address: NO_ADDRESS, prefix: '', suffix: 'crlf', stationId: '' },
};

/** Stands in for settings that cannot be read, so that the device stays listed and can be set up again. Never connected to. */
export function blankDevice(kind: DeviceConfig['kind']): DeviceConfig {
  return BLANKS[kind];
}
