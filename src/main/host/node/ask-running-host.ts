import { z } from 'zod';
import type { HostRecord } from '#main/host/node/host-lock.ts';

/** Header that carries the control key of the lock file: only who may read the data folder knows it. */
export const CONTROL_HEADER = 'x-packbench-control';

const NewTicket = z.object({
  /** Clean address. */
  url: z.string(),
  /** Opens signed in, once. */
  signInUrl: z.string(),
  /** To be typed at the clean address, once. */
  code: z.string(),
});

/** What a running host hands to a second start. */
export type NewTicket = z.infer<typeof NewTicket>;

/** Asks the host that holds a data folder to let one more browser in; null when nobody answers there. */
export async function askRunningHost(holder: HostRecord): Promise<NewTicket | null> {
  if (holder.url === null) return null;
  try {
    const response = await fetch(new URL('/control/ticket', holder.url), {
      method: 'POST',
      headers: { [CONTROL_HEADER]: holder.controlKey },
      signal: AbortSignal.timeout(5000),
    });
    return response.ok ? NewTicket.parse(await response.json()) : null;
  } catch {
    return null;
  }
}
