import { useStatusPart } from '#renderer/ui/use-status-part.ts';
import { StationId } from '#shared/model/ids.ts';

/** The packing station that this PC is; one PC is one station. */
export function useStation(): StationId {
  return StationId.parse(useStatusPart((status) => status.stationId) ?? 'station-1');
}
