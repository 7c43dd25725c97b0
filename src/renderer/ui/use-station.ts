import { useSystemStatus } from '#renderer/ui/use-system-status.ts';
import { StationId } from '#shared/model/ids.ts';

/** The packing station that this PC is; one PC is one station. */
export function useStation(): StationId {
  return StationId.parse(useSystemStatus()?.stationId ?? 'station-1');
}
