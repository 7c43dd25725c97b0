import { pause } from '#main/lib/pause.ts';
import { unconfirmed } from '#main/devices/printers/print-outcome.ts';
import type { PrintOutcome } from '#main/devices/printers/print-outcome.ts';
import type { PrintRun } from '#main/devices/printers/print-run.ts';
import { problemOfError, problemOfStatus } from '#main/devices/printers/printer-problem.ts';
import { sendJob } from '#main/devices/printers/send-job.ts';
import type { JobKeeper, KeptJob } from '#main/devices/transports/transport.ts';

/**
 * Prints through a program that keeps whole jobs: not while it stands still (a label that lies in a stopped queue comes out
 * when nobody expects it), once, and then follows the job until its keeper is done with it.
 */
export async function printKept(run: PrintRun, keeper: JobKeeper): Promise<PrintOutcome> {
  try {
    const status = await keeper.status();
    if (status.state === 'blocked')
      return { state: 'blocked', reasons: status.reasons, bytesSent: 0, problem: problemOfStatus(status) };
  } catch (error) {
    return { state: 'failed', problem: problemOfError(error) };
  }
  const broken = await sendJob(run);
  return broken ?? (await followJob(run, keeper));
}

/** While the job is held nothing times out: the operator has the time that he needs. */
async function followJob({ request, bytes, timing }: PrintRun, keeper: JobKeeper): Promise<PrintOutcome> {
  const bytesSent = bytes.length;
  const { nowMs } = request.clock;
  let shown = '';
  let sinceMs = nowMs();
  for (;;) {
    if (request.signal?.aborted) return unconfirmed(bytesSent, 'cancelled');
    const job = await keeper.job().catch(() => null);
    if (job?.state === 'done') return { state: 'printed', proof: 'handed_to_system', bytesSent };
    if (job?.state === 'lost') return unconfirmed(bytesSent, job.detail);
    const seen = textOf(job);
    if (seen !== shown) {
      sinceMs = nowMs();
      if (job?.state === 'printing') request.onState?.({ state: 'printing', bytesSent });
      if (job?.state === 'blocked') request.onState?.({ state: 'blocked', reasons: job.reasons, bytesSent });
    }
    shown = seen;
    const patienceMs = job === null ? timing.silenceTimeoutMs : timing.finishTimeoutMs;
    if (job?.state !== 'blocked' && nowMs() - sinceMs >= patienceMs)
      return unconfirmed(bytesSent, job === null ? 'no_reply' : 'still_printing');
    await pause(request.timers, timing.statusPollMs, request.signal);
  }
}

function textOf(job: KeptJob | null): string {
  if (job === null) return 'silent';
  return job.state === 'blocked' ? job.reasons.join() : job.state;
}
