import { DEFAULT_SCAN_SETTINGS, readScan } from '#core/scanning/read-scan.ts';
import type { BadgeTickets } from '#main/app/badge-tickets.ts';
import type { LiveHub } from '#main/rpc/live-events.ts';
import { scanCode } from '#main/usecases/packing/scan-code.ts';
import { readSetting } from '#main/usecases/settings/read-setting.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * One scan of a serial scanner: read apart from focus and input method, acted upon at once, and told to the windows, which
 * sound and colour it. Command barcodes of the screen come back as such. A badge signs in at the window of the station.
 */
export function takeScan(
  context: UseCaseContext,
  live: Pick<LiveHub, 'publish'>,
  tickets: BadgeTickets,
  scan: { deviceId: string; stationId: string; code: string; prefix: string },
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
