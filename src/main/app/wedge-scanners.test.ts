import { describe, expect, it } from 'vitest';
import type { StoredDevice } from '#main/app/device-rows.ts';
import { WedgeScanners } from '#main/app/wedge-scanners.ts';
import type { ScannerLayout } from '#shared/scanning/scanner-layout.ts';

function wedge(id: string, prefix: string, more: { layout?: ScannerLayout; enabled?: boolean } = {}): StoredDevice {
  return {
    id,
    kind: 'scanner',
    name: id,
    config: {
      kind: 'scanner',
      address: { kind: 'wedge', layout: more.layout ?? 'us' },
      prefix,
      suffix: 'cr',
      stationId: `table-of-${id}`,
    },
    enabled: more.enabled ?? true,
    isDefault: false,
    problem: null,
  };
}

function among(...devices: StoredDevice[]): WedgeScanners {
  const scanners = new WedgeScanners();
  scanners.sync(devices);
  return scanners;
}

describe('scanners that type', () => {
  const scanners = among(wedge('left', '~A'), wedge('right', '~A1'), wedge('german', '$G', { layout: 'de' }));

  it('are told apart by their prefix, each with its own station, the longer prefix first', () => {
    expect(scanners.identify('~A6901234567892')).toEqual({
      scannerId: 'left',
      stationId: 'table-of-left',
      purpose: 'packing',
      code: '6901234567892',
    });
    expect(scanners.identify('~A1901234567892')).toMatchObject({ scannerId: 'right', code: '901234567892' });
  });

  it('are read as they meant it, when they were set up for another keyboard', () => {
    expect(scanners.identify('$GPB>NEXT')).toMatchObject({ scannerId: 'german', code: 'PB:NEXT' });
  });

  it('are nobody without a prefix, with a prefix alone, or switched off', () => {
    expect(scanners.identify('6901234567892')).toBeNull();
    expect(scanners.identify('~A')).toBeNull();
    expect(among(wedge('off', '~', { enabled: false }), wedge('none', '')).identify('~690')).toBeNull();
  });
});
