import { setTimeout as wait } from 'node:timers/promises';
import { askRunningHost } from '#main/host/node/ask-running-host.ts';
import type { NewTicket } from '#main/host/node/ask-running-host.ts';
import { acquireHostLock } from '#main/host/node/host-lock.ts';
import type { HostLock } from '#main/host/node/host-lock.ts';

export type DataDirClaim =
  | { readonly kind: 'ours'; readonly lock: HostLock }
  | { readonly kind: 'joined'; readonly ticket: NewTicket };

/** A host that starts needs some time before it answers; one that stops, before it lets go. */
const PATIENCE_MS = 15_000;
const LOOK_AGAIN_MS = 100;

/**
 * Takes the data folder, or a ticket from the host that holds it. A holder that neither answers nor ends within the
 * patience is another program that got a dead host's process id: the folder is taken then.
 */
export async function claimDataDir(
  dataDir: string,
  controlKey: string,
  patienceMs = PATIENCE_MS,
): Promise<DataDirClaim> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const outOfPatience = performance.now() > deadline;
    const outcome = outOfPatience
      ? acquireHostLock(dataDir, controlKey, () => false)
      : acquireHostLock(dataDir, controlKey);
    if (outcome.kind === 'acquired') return { kind: 'ours', lock: outcome.lock };
    const ticket = await askRunningHost(outcome.holder);
    if (ticket) return { kind: 'joined', ticket };
    await wait(LOOK_AGAIN_MS);
  }
}
