import { DEFAULT_SCAN_SETTINGS, readScan } from '#core/scanning/read-scan.ts';
import type { BadgeTickets } from '#main/app/badge-tickets.ts';
import type { LiveHub } from '#main/rpc/live-events.ts';
import { answerScan } from '#main/usecases/devices/answer-scan.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { ScannerPurpose } from '#shared/contract/scanner-news.ts';

/**
 * One scan of a serial scanner: read apart from focus and input method, acted upon at once, and told to the windows, which
 * sound and colour it. Command barcodes of the screen come back as such. A badge signs in at the window of the station. A scanner
 * that is not for packing touches no parcel.
 */
export function takeScan(
  context: UseCaseContext,
  live: Pick<LiveHub, 'publish'>,
  tickets: BadgeTickets,
  scan: {
    readonly deviceId: string;
    readonly stationId: string;
    readonly code: string;
    readonly prefix: string;
    readonly purpose: ScannerPurpose;
  },
): void {
  live.publish({ topic: 'devices', id: scan.deviceId, data: null });
  const read = readScan(scan.code, { ...DEFAULT_SCAN_SETTINGS, prefix: scan.prefix });
  if (read.kind === 'badge') {
    const data = { verdict: 'badge', ticket: tickets.issue(read.secret) };
    live.publish({ topic: 'scan', id: scan.stationId, data });
    return;
  }
  const act = {
    actor: { kind: 'device' as const, id: scan.deviceId, name: 'scanner' },
    source: `scanner:${scan.stationId}`,
    traceId: context.ids.next(),
  };
  if (scan.purpose !== 'packing') {
    const code = withoutPrefix(scan.code, scan.prefix);
    const news = answerScan(context, act, { scannerId: scan.deviceId, purpose: scan.purpose, code });
    live.publish({ topic: 'scan', id: scan.stationId, data: { ...news } });
    return;
  }
  live.publish({
    topic: 'scan',
    id: scan.stationId,
    data: {
      ...scanCode(context, act, scan.stationId, scan.code, {
        prefix: scan.prefix,
        scannerId: scan.deviceId,
        duplicateMs: readSetting(context.read, 'duplicateScanMs'),
      }),
    },
  });
}

function withoutPrefix(code: string, prefix: string): string {
  return prefix !== '' && code.startsWith(prefix) ? code.slice(prefix.length) : code;
}

/** Keys of a code were lost on their way: the scanner beeped, and nothing was counted. */
export function tellTornScan(
  live: Pick<LiveHub, 'publish'>,
  scanner: { readonly deviceId: string; readonly stationId: string },
): void {
  live.publish({ topic: 'devices', id: scanner.deviceId, data: null });
  const problem = { code: 'ERR_SCANNER_KEYS_LOST', data: {} };
  live.publish({
    topic: 'scan',
    id: scanner.stationId,
    data: { verdict: 'refused', problem, code: '', skuCode: null, again: '' },
  });
}
