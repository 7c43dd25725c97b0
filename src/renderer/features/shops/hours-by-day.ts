import type { Outputs } from '#renderer/ui/contract-types.ts';
import type { Format } from '#renderer/ui/format.ts';

export type CompletenessHour = Outputs['shops']['completeness']['hours'][number];

export interface CompletenessDay {
  readonly name: string;
  /** By hour of the day in the warehouse's zone. An hour that a clock change repeats is added to its twin. */
  readonly hours: ReadonlyMap<number, CompletenessHour>;
}

/** Puts hours into days of the shown zone, newest day first. */
export function hoursByDay(
  hours: readonly CompletenessHour[],
  format: Pick<Format, 'day' | 'hour'>,
): readonly CompletenessDay[] {
  const days = new Map<string, Map<number, CompletenessHour>>();
  for (const hour of hours) {
    const name = format.day(hour.hourStartMs);
    const day = days.get(name) ?? new Map<number, CompletenessHour>();
    days.set(name, day);
    const position = format.hour(hour.hourStartMs);
    const twin = day.get(position);
    day.set(position, twin ? join(twin, hour) : hour);
  }
  return [...days].map(([name, day]) => ({ name, hours: day })).reverse();
}

function join(first: CompletenessHour, second: CompletenessHour): CompletenessHour {
  return {
    hourStartMs: first.hourStartMs,
    platformCount: first.platformCount + second.platformCount,
    localCount: first.localCount + second.localCount,
    missing: [...first.missing, ...second.missing],
  };
}
