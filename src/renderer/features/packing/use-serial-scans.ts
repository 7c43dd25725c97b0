import { useCallback } from 'react';
import type { StationSession } from '#renderer/features/packing/use-station-session.ts';
import { useLiveEvent } from '#renderer/rpc/use-live-events.ts';
import { ScanVerdict } from '#shared/contract/packing.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

const SerialScan = ScanVerdict.omit({ state: true });

/**
 * Scanners on a cable are read and acted upon by the backend, apart from focus and input method; the news bring the verdict, which
 * is sounded and coloured like any other. News of other stations are not ours.
 */
export function useSerialScans(session: StationSession): void {
  const { stationId, hear } = session;
  const onScan = useCallback(
    (event: LiveEvent) => {
      const scan = SerialScan.safeParse(event.data);
      if (event.id === stationId && scan.success) hear(scan.data);
    },
    [stationId, hear],
  );
  useLiveEvent('scan', onScan);
}
