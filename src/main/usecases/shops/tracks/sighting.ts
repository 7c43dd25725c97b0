import type { SyncWay } from '#shared/contract/sync.ts';
import type { UtcMs } from '#shared/model/time.ts';

/** The two that are compared: what we fetch, and what we are told. */
export type Track = 'poll' | 'push';

/** Which way brought a change, and when. */
export interface Sighting {
  readonly way: SyncWay;
  /** When the platform's word of it was received, be it by the relay. */
  readonly seenAtMs: UtcMs;
  /** When it was here. */
  readonly hereAtMs: UtcMs;
}
