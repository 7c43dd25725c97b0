import { setTimeout as wait } from 'node:timers/promises';
import { waitFor } from '#main/app/cli/demo/wait-for.ts';
import type { Services } from '#main/app/services.ts';
import { listShops, pullNow } from '#main/usecases/shops/manage-shops.ts';

/** Polls leave the newest second for the next one (pull-shop.ts). */
const NEWEST_MS = 1_200;
/** Retries of lost answers come after seconds; a demo that is not through by then has a problem that its checks will name. */
const QUIET_MS = 90_000;

/** Asks every shop for what is new and waits until no work is waiting. */
export async function settleShops(services: Services): Promise<void> {
  await wait(NEWEST_MS);
  for (const shop of listShops(services.context.read, services.shops)) pullNow(services.context, shop.id);
  await whenQuiet(services);
}

/** Resolves when the outbox is empty but for what is parked. */
export async function whenQuiet({ context, jobs, printQueue }: Services): Promise<void> {
  const open = context.read.pluck<[], number>("SELECT COUNT(*) FROM jobs WHERE state IN ('waiting', 'leased')");
  await waitFor(() => open.get() === 0, 'an empty outbox', QUIET_MS).catch(() => undefined);
  await jobs.whenIdle();
  await printQueue.whenIdle();
}
