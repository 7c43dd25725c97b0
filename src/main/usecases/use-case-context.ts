import type { Clock } from '#core/kernel/clock.ts';
import type { IdSource } from '#core/kernel/id-source.ts';
import type { ReadDb, WriteDb } from '#main/db/handles.ts';
import type { LightPath } from '#main/usecases/light-path.ts';
import type { PageReader } from '#main/usecases/orders/page-reader.ts';
import type { LiveEvent } from '#shared/contract/live-event.ts';

/** What every use case may use. Larger collaborators (connectors, devices, renderer) are passed beside it where needed. */
export interface UseCaseContext {
  readonly db: WriteDb;
  /** Same data through the writer's connection or a reader; for short reads outside a transaction. */
  readonly read: ReadDb;
  readonly clock: Clock;
  readonly ids: IdSource;
  readonly log: UseCaseLog;
  /** Tells open windows what changed; call after commit. */
  readonly live: { publish(event: LiveEvent): void };
  /** Many orders at once: what can wait does. Absent where nothing is ever deferred. */
  readonly lightPath?: LightPath;
  /** Absent where pages are read in this thread. */
  readonly pageReader?: PageReader;
}

/** Structured log; the implementation redacts. Messages are constant texts, values go into `data`. */
export interface UseCaseLog {
  debug(data: object, message: string): void;
  info(data: object, message: string): void;
  warn(data: object, message: string): void;
  error(data: object, message: string): void;
}
