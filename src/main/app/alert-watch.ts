import type { Timers } from '#main/lib/timers.ts';
import { checkAlerts } from '#main/usecases/alerts/check-alerts.ts';
import type { AlertServices } from '#main/usecases/alerts/check-alerts.ts';
import { pruneAlerts } from '#main/usecases/alerts/prune-alerts.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/** Time passes for tokens, printers and escalations also while nothing is written. */
const LOOK_EVERY_MS = 30_000;
/** After a commit that can have changed something; a burst of them is one look. */
const SOON_MS = 2_000;
const PRUNE_EVERY_MS = 86_400_000;
/** Areas of commits that make or end troubles. */
const AREAS = ['shops', 'jobs', 'backups', 'settings', 'alerts'] as const;

/** Looks at everything now and then. @returns the way to stop */
export function startAlertWatch(context: UseCaseContext, services: AlertServices, timers: Timers): () => void {
  let isStopped = false;
  let cancel: (() => void) | null = null;
  let dueAtMs = Infinity;
  let prunedAtMs = context.clock.nowMs();

  const look = (): void => {
    cancel = null;
    dueAtMs = Infinity;
    try {
      checkAlerts(context, services);
      if (context.clock.nowMs() - prunedAtMs >= PRUNE_EVERY_MS) {
        prunedAtMs = context.clock.nowMs();
        pruneAlerts(context);
      }
    } catch (error) {
      // What is wrong stays wrong; the next look finds it.
      context.log.error({ error }, 'alerts could not be looked at');
    }
    plan(LOOK_EVERY_MS);
  };

  const plan = (delayMs: number): void => {
    const atMs = context.clock.nowMs() + delayMs;
    if (isStopped || (cancel && dueAtMs <= atMs)) return;
    cancel?.();
    dueAtMs = atMs;
    cancel = timers.after(delayMs, look);
  };

  const stopListening = context.db.onCommit((areas) => {
    if (AREAS.some((area) => areas.has(area))) plan(SOON_MS);
  });
  plan(SOON_MS);
  return () => {
    isStopped = true;
    cancel?.();
    stopListening();
  };
}
