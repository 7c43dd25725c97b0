import type { UtcMs } from '#shared/model/time.ts';

/** The only source of "now". Injected, so that tests move it and core code has none. */
export interface Clock {
  nowMs(): UtcMs;
}
