import { keepBackendSmall } from '#main/app/give-back-memory.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import type { Platform } from '#main/app/platform.ts';
import { letThreadsHaveTheirLimits } from '#main/host/lean-process.ts';

/** Orders that the demo store begins with, when it is asked for on the command line. */
const DEMO_ORDERS = 40;

/**
 * Starts the product for a host, with the demo store when `--demo` was given. A demo store that this data folder had comes
 * back by itself: its shops, printer and scale would only be dead addresses otherwise.
 */
export async function startProduct(platform: Platform, { demo }: { readonly demo: boolean }): Promise<Workstation> {
  letThreadsHaveTheirLimits();
  const workstation = await startWorkstation(platform);
  const { demo: store, safety } = workstation.services;
  if (safety.mode() === 'ready' || safety.mode() === 'first_run') {
    const isBack = await store.resume();
    if (demo && !isBack) await store.show(DEMO_ORDERS);
  }
  const stopGivingBack = keepBackendSmall(workstation.services.context.db);
  return {
    ...workstation,
    stop() {
      stopGivingBack();
      return workstation.stop();
    },
  };
}
