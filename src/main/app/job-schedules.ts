import type { Clock } from '#core/kernel/clock.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { WriteTx } from '#main/db/handles.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { endParkedSlots, hasOpenSlot, listDueSchedules, setScheduleNext } from '#main/db/repos/schedules-repo.ts';

/** A scheduled run that failed is soon followed by the next slot; it need not insist for a day. */
const SLOT_MAX_ATTEMPTS = 5;

/**
 * Turns each due schedule into one job for the current slot. Slots that passed while the machine was off are made up by one run, not
 * by one each; a slot is left out while the job of an earlier one is still open.
 */
export function enqueueDueSlots(tx: WriteTx, source: { readonly clock: Clock; readonly ids: IdSource }): void {
  const nowMs = source.clock.nowMs();
  for (const schedule of listDueSchedules(tx, nowMs)) {
    const slotMs = Math.floor(nowMs / schedule.interval_ms) * schedule.interval_ms;
    setScheduleNext(tx, schedule.name, slotMs + schedule.interval_ms);
    if (hasOpenSlot(tx, schedule.name)) continue;
    endParkedSlots(tx, schedule.name, nowMs);
    const job = {
      topic: schedule.topic,
      key: `${schedule.name}@${slotMs}`,
      payload: JSON.parse(schedule.payload_json),
      maxAttempts: SLOT_MAX_ATTEMPTS,
    };
    const { created } = enqueueJob(tx, source, job);
    // The clock was set back and comes by this slot a second time: it is a new time all the same.
    if (!created) enqueueJob(tx, source, { ...job, key: `${job.key}~${source.ids.next()}` });
  }
}
