import type { UtcMs } from '#shared/model/time.ts';

/** The only source of "now". Injected, so that tests move it and core code has none. */
export interface Clock {
  nowMs(): UtcMs;
}

/** Why the clock cannot be believed. `moved`: set to another time while this ran. `behind`: it was earlier at the start than when something was last written. */
export type ClockFault =
  | { readonly state: 'moved'; readonly fromAtMs: UtcMs; readonly toAtMs: UtcMs }
  | { readonly state: 'behind'; readonly lastAtMs: UtcMs };
