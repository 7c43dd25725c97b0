import { withSeparators } from '#core/scanning/with-separators.ts';
import type { StoredDevice } from '#main/app/device-rows.ts';
import { repairLayout } from '#shared/scanning/scanner-layout.ts';
import { normaliseScan } from '#shared/scanning/normalise-scan.ts';
import type { ScannerPurpose } from '#shared/contract/scanner-news.ts';
import type { ScannerConfig } from '#shared/contract/devices.ts';

interface NamedWedge {
  readonly id: string;
  readonly config: ScannerConfig;
}

export interface IdentifiedScan {
  readonly scannerId: string;
  readonly stationId: string;
  readonly purpose: ScannerPurpose;
  /** Without the prefix, in the characters that the scanner meant. */
  readonly code: string;
}

/**
 * Scanners that type like keyboards. The system mixes all keyboards into one, so that only what a scanner types tells which it
 * was: the prefix that it was programmed to send first.
 */
export class WedgeScanners {
  #named: readonly NamedWedge[] = [];

  sync(devices: readonly StoredDevice[]): void {
    this.#named = devices
      .flatMap(({ id, enabled, config }) =>
        enabled && config.kind === 'scanner' && config.address.kind === 'wedge' && config.prefix !== ''
          ? [{ id, config }]
          : [],
      )
      // The longer prefix first: `~A1` is not `~A` with a code that begins with 1.
      .toSorted((a, b) => b.config.prefix.length - a.config.prefix.length);
  }

  /** Whose scan this is; null when no named scanner types such a prefix. */
  identify(typed: string): IdentifiedScan | null {
    const text = normaliseScan(typed);
    for (const { id, config } of this.#named) {
      const meant = config.address.kind === 'wedge' ? repairLayout(text, config.address.layout) : text;
      if (meant.startsWith(config.prefix) && meant.length > config.prefix.length)
        return {
          scannerId: id,
          stationId: config.stationId,
          purpose: config.purpose ?? 'packing',
          code: withSeparators(meant, config).slice(config.prefix.length),
        };
    }
    return null;
  }
}
