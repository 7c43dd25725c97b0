import { useCallback } from 'react';
import { client } from '#renderer/rpc/client.ts';
import { useLiveEvent } from '#renderer/rpc/use-live-events.ts';
import { useAct } from '#renderer/ui/use-act.ts';
import { useStation } from '#renderer/ui/use-station.ts';
import type { Problem } from '#shared/contract/common.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

/** A scanner on a cable read a badge at this station: the window that is in view signs its person in. @returns why not */
export function useBadgeTickets(): { readonly problem: Problem | null; readonly clear: () => void } {
  const stationId = useStation();
  const { run, problem, clear } = useAct((ticket: string) => client.auth.signInWithBadge({ ticket }));
  const onScan = useCallback(
    ({ id, data }: LiveEvent) => {
      const ticket = data?.['verdict'] === 'badge' ? data['ticket'] : null;
      if (id === stationId && typeof ticket === 'string' && document.visibilityState === 'visible') run(ticket);
    },
    [stationId, run],
  );
  useLiveEvent('scan', onScan);
  return { problem, clear };
}
