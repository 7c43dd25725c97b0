import { withSeparators } from '#core/scanning/with-separators.ts';
import { createTransport } from '#main/app/open-transport.ts';
import type { StoredDevice } from '#main/app/device-rows.ts';
import { createHidScanFramer } from '#main/devices/scanners/hid-scan-framer.ts';
import { createKeyScanFramer } from '#main/devices/scanners/key-scan-framer.ts';
import { createScanFramer } from '#main/devices/scanners/scan-framer.ts';
import type { ScanFramer, ScanReports } from '#main/devices/scanners/scan-framer.ts';
import { createScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import type { ScannerReader } from '#main/devices/scanners/scanner-reader.ts';
import type { Clock } from '#core/kernel/clock.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { ScannerConfig } from '#shared/contract/devices.ts';
import type { ScannerPurpose } from '#shared/contract/scanner-news.ts';
import { HIDDEN_BADGE } from '#shared/scanning/command-barcode.ts';
import type { DeviceView } from '#shared/contract/devices.ts';

export interface ScannerHubOptions {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly onScan: (scan: {
    readonly deviceId: string;
    readonly stationId: string;
    readonly code: string;
    readonly prefix: string;
    readonly purpose: ScannerPurpose;
  }) => void;
  readonly onTorn: (scanner: { readonly deviceId: string; readonly stationId: string }) => void;
  readonly onChange: (deviceId: string) => void;
}

/** Keeps one reader per serial scanner; codes go to the station that the scanner belongs to, whatever has the focus. */
export class ScannerHub {
  readonly #options: ScannerHubOptions;
  readonly #open = new Map<string, { readonly reader: ScannerReader; readonly configJson: string }>();

  constructor(options: ScannerHubOptions) {
    this.#options = options;
  }

  async sync(devices: readonly StoredDevice[]): Promise<void> {
    const wanted = new Map(
      devices
        .filter(({ kind, enabled, config }) => kind === 'scanner' && enabled && config.address.kind !== 'wedge')
        .map((device) => [device.id, device]),
    );
    for (const [id, scanner] of this.#open) {
      const device = wanted.get(id);
      if (device && JSON.stringify(device.config) === scanner.configJson) continue;
      this.#open.delete(id);
      await scanner.reader.dispose();
    }
    for (const device of wanted.values())
      if (!this.#open.has(device.id) && device.config.kind === 'scanner') this.#openOne(device.id, device.config);
  }

  #openOne(id: string, config: ScannerConfig): void {
    const { clock, timers, onScan, onTorn, onChange } = this.#options;
    const { address } = config;
    // The window hears these (wedge-scanners.ts).
    if (address.kind === 'wedge') return;
    const reader = createScannerReader({
      createFramer: (reports) => createFramer(config, reports),
      connect: () => createTransport(address),
      clock,
      timers,
      onScan: (code) =>
        onScan({
          deviceId: id,
          stationId: config.stationId,
          code: withSeparators(code, config),
          prefix: config.prefix,
          purpose: config.purpose ?? 'packing',
        }),
      onTorn: () => onTorn({ deviceId: id, stationId: config.stationId }),
      onStatus: () => onChange(id),
    });
    this.#open.set(id, { reader, configJson: JSON.stringify(config) });
  }

  live(id: string): Pick<DeviceView['live'], 'status' | 'problem' | 'sinceMs' | 'lastCode'> {
    const scanner = this.#open.get(id)?.reader.snapshot();
    if (!scanner) return { status: 'unknown', problem: null, sinceMs: null, lastCode: null };
    return {
      status: scanner.status === 'online' ? 'online' : 'offline',
      problem: scanner.problem ? { code: scanner.problem.code, data: { ...scanner.problem.data } } : null,
      sinceMs: scanner.sinceMs,
      lastCode: scanner.lastCode === null ? null : withoutBadge(scanner.lastCode),
    };
  }

  async stop(): Promise<void> {
    const scanners = [...this.#open.values()];
    this.#open.clear();
    await Promise.all(scanners.map((scanner) => scanner.reader.dispose()));
  }
}

function createFramer({ address, suffix }: ScannerConfig, reports: ScanReports): ScanFramer {
  if (address.kind === 'hid') return createHidScanFramer();
  if (address.kind !== 'input') return createScanFramer(suffix);
  return createKeyScanFramer({ layout: address.layout, hasEndKey: suffix !== 'none' }, reports);
}

/** A badge's secret is no news for the list of devices. */
function withoutBadge(code: string): string {
  return code.replace(/PB:ID:.*/iu, HIDDEN_BADGE);
}
