import type { WriteDb } from '#main/db/handles.ts';
import type { LiveHub } from '#main/rpc/live-events.ts';
import { LiveEvent } from '#shared/contract/live-event.ts';

/** Tells the windows which areas each commit changed; areas without a screen of their own are left out. @returns the way to stop */
export function publishCommits(db: WriteDb, live: LiveHub): () => void {
  return db.onCommit((areas) => {
    for (const area of areas) {
      const topic = LiveEvent.shape.topic.safeParse(area);
      if (topic.success) live.publish({ topic: topic.data, id: null, data: null });
    }
  });
}
