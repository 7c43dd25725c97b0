import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';

/** The design's bound: whoever scans must not wait for other work of the backend. */
const BOUND_MS = 20;

/** Resolution of the measurement; it reports at least this much. */
const RESOLUTION_MS = 5;
const REPORT_EVERY_MS = 10_000;

/** Logs every stretch of time in which something held the backend's event loop for longer than the bound. @returns the way to stop. */
export function watchEventLoop(log: UseCaseLog, { boundMs = BOUND_MS, everyMs = REPORT_EVERY_MS } = {}): () => void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const timer = setInterval(() => {
    const longestMs = Math.round(delay.max / 1e6) - RESOLUTION_MS;
    if (longestMs > boundMs)
      log.warn({ longestMs, p99Ms: Math.round(delay.percentile(99) / 1e6) }, 'Event loop was held');
    delay.reset();
  }, everyMs);
  timer.unref();
  return () => {
    clearInterval(timer);
    delay.disable();
  };
}
