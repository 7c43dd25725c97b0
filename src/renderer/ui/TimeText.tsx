import type { ReactNode } from 'react';
import { useFormat } from '#renderer/ui/use-format.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** A time in the warehouse's zone; the title names the zone and the second. */
export function TimeText({
  atMs,
  long,
}: {
  readonly atMs: UtcMs | null | undefined;
  readonly long?: boolean;
}): ReactNode {
  const format = useFormat();
  if (atMs === null || atMs === undefined) return <span className="muted">—</span>;
  return (
    <time dateTime={new Date(atMs).toISOString()} title={`${format.full(atMs)} (${format.zone})`}>
      {long ? format.full(atMs) : format.short(atMs)}
    </time>
  );
}
