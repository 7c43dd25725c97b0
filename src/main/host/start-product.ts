import { startWorkstation } from '#main/app/workstation.ts';
import type { Platform } from '#main/app/platform.ts';
import type { HostedWorkstation } from '#main/host/hosted-workstation.ts';

/** Orders that the demo store begins with, when it is asked for on the command line. */
const DEMO_ORDERS = 40;

/** Starts the product for a host, with the demo store when `--demo` was given. */
export async function startProduct(
  platform: Platform,
  { demo }: { readonly demo: boolean },
): Promise<HostedWorkstation> {
  const workstation = await startWorkstation(platform);
  if (demo) await workstation.services.demo.start(DEMO_ORDERS);
  return workstation;
}
