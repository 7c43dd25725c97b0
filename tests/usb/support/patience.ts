import type { PrintTiming } from '#main/devices/printers/print-timing.ts';
import { until } from '#tests/support/until.ts';

/** An emulated processor on a busy machine is a hundred times slower than a real one. */
const PATIENCE_MS = 120_000;

export const untilInGuest = (condition: () => boolean, what: string): Promise<void> =>
  until(condition, what, PATIENCE_MS);

/** The same for a condition that has to be asked for: one question at a time. */
export async function untilInGuestAsks(condition: () => Promise<boolean>, what: string): Promise<void> {
  let isMet = false;
  let isAsking = false;
  let failure: unknown;
  const ask = async (): Promise<void> => {
    isAsking = true;
    try {
      isMet = await condition();
    } catch (error) {
      failure = error;
    }
    isAsking = false;
  };
  await untilInGuest(() => {
    if (!isAsking && !isMet) void ask();
    return isMet || failure !== undefined;
  }, what);
  if (failure !== undefined) throw failure;
}

/** All waiting of a print job so long that only the device decides how it ends. */
export const PATIENT: PrintTiming = {
  statusPollMs: 20,
  statusPollAtEndMs: 20,
  replyTimeoutMs: 30_000,
  readyTimeoutMs: 30_000,
  busyTimeoutMs: 30_000,
  finishTimeoutMs: PATIENCE_MS,
  silenceTimeoutMs: 60_000,
  closeGraceMs: 30_000,
};
