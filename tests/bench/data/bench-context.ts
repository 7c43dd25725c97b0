import { createUuidV7Source } from '#main/lib/uuid-v7-source.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { WriteDb } from '#main/db/handles.ts';
import type { UseCaseContext, UseCaseLog } from '#main/usecases/use-case-context.ts';

export const BENCH_ACT: Act = {
  actor: { kind: 'system', id: 'bench', name: 'bench' },
  source: 'poll',
  traceId: 'bench',
};

const silent = () => {};
export const SILENT_LOG: UseCaseLog = { debug: silent, info: silent, warn: silent, error: silent };

/** The context of the product around a database; nobody watches. */
export function benchContext(db: WriteDb): UseCaseContext {
  const clock = { nowMs: () => Date.now() };
  return { db, read: db, clock, ids: createUuidV7Source(clock), log: SILENT_LOG, live: { publish: silent } };
}
