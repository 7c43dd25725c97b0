import { useFormat } from '#renderer/ui/use-format.ts';
import { useStatusPart } from '#renderer/ui/use-status-part.ts';

/** Today as `yyyy-mm-dd` in the warehouse's zone. */
export function useToday(): string {
  const { zone } = useFormat();
  const nowMs = useStatusPart((status) => status.nowMs);
  // Canadian English writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    nowMs ?? 0,
  );
}
