import type { WriteDb } from '#main/db/handles.ts';
import { giveWay } from '#main/usecases/give-way.ts';

/** Some hundred pages, copied in about 10 ms. */
const SLICES_PER_CHECKPOINT = 3;

/**
 * What long work does between two slices: scans, pushes and windows have their turn. Every few slices the WAL is copied into the
 * file in a turn of its own; otherwise the commit of some later slice would copy thousands of pages and hold everybody up.
 */
export function startSlicePauses(db: WriteDb): () => Promise<void> {
  let slices = 0;
  return async () => {
    await giveWay();
    slices += 1;
    if (slices % SLICES_PER_CHECKPOINT !== 0) return;
    db.checkpoint('passive');
    await giveWay();
  };
}
