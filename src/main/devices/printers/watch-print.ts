import { pause } from '#main/lib/pause.ts';
import { interrupted, unconfirmed } from '#main/devices/printers/print-outcome.ts';
import type { PrintOutcome } from '#main/devices/printers/print-outcome.ts';
import type { PrintRun } from '#main/devices/printers/print-run.ts';
import type { PrinterBlockReason, PrinterStatus } from '#main/devices/printers/printer-status.ts';
import type { StatusClient } from '#main/devices/printers/status-client.ts';

/** These wait for the end of a label; all others may stop the paper in the middle of it. */
const STOPS_BETWEEN_LABELS: readonly PrinterBlockReason[] = ['paused', 'head_hot'];

/** Beyond those still owed from before the job: one could be a second copy of an earlier answer. */
const ANSWERS_IN_TURN = 2;

/**
 * Watches the printer after the last byte until its language tells the end of the job (see EndOfJob).
 * A fault in between resets what was seen: after an opened cover the printer may have thrown the label away.
 * While it is blocked nothing times out; the operator has the time that he needs.
 */
export async function watchPrint(run: PrintRun, status: StatusClient): Promise<PrintOutcome> {
  const { request, timing } = run;
  const { endOfJob, repeatsDamaged } = request.language;
  const bytesSent = run.bytes.length;
  const { nowMs } = request.clock;
  const longestSilenceMs = endOfJob.kind === 'answered-in-turn' ? timing.finishTimeoutMs : timing.silenceTimeoutMs;
  let phase = 'ready' as PrinterStatus['state'];
  let reasonsKey = '';
  const startedAtMs = nowMs();
  let phaseSinceMs = startedAtMs;
  let heardAtMs = nowMs();
  const answersNeeded = ANSWERS_IN_TURN + status.missed();
  let readyInTurn = 0;
  let isTorn = false;

  const enter = (next: PrinterStatus['state']): void => {
    phase = next;
    phaseSinceMs = nowMs();
  };

  for (;;) {
    if (request.signal?.aborted) return unconfirmed(bytesSent, 'cancelled');
    const askedAtMs = nowMs();
    const answer = await status.ask();
    const atMs = nowMs();
    if (run.echo?.isHeard()) return ended(run, isTorn);
    if (answer === 'closed') return interrupted(bytesSent, 'connection lost while printing');
    if (answer === 'no_reply') {
      if (atMs - heardAtMs >= longestSilenceMs) return unconfirmed(bytesSent, 'no_reply');
      continue;
    }
    heardAtMs = atMs;
    if (answer.state === 'blocked') {
      const key = answer.reasons.join();
      if (phase !== 'blocked' || key !== reasonsKey) {
        request.onState?.({ state: 'blocked', reasons: answer.reasons, bytesSent });
      }
      reasonsKey = key;
      readyInTurn = 0;
      isTorn ||= !repeatsDamaged && answer.reasons.some((reason) => !STOPS_BETWEEN_LABELS.includes(reason));
      enter('blocked');
    } else if (answer.state === 'printing') {
      readyInTurn = 0;
      request.onAtWork?.(askedAtMs - startedAtMs);
      if (phase !== 'printing') {
        enter('printing');
        request.onState?.({ state: 'printing', bytesSent });
      } else if (atMs - phaseSinceMs >= timing.finishTimeoutMs) return unconfirmed(bytesSent, 'still_printing');
    } else {
      readyInTurn += 1;
      if (endOfJob.kind === 'not-told') return ended(run, isTorn);
      if (endOfJob.kind === 'seen-at-work' && phase === 'printing') return ended(run, isTorn);
      if (endOfJob.kind === 'answered-in-turn' && readyInTurn >= answersNeeded) return ended(run, isTorn);
      const isEcho = endOfJob.kind === 'echo';
      const patienceMs = isEcho ? timing.finishTimeoutMs : timing.busyTimeoutMs;
      if (phase === 'blocked') enter('ready');
      else if (atMs - phaseSinceMs >= patienceMs) return unconfirmed(bytesSent, isEcho ? 'no_echo' : 'never_busy');
    }
    await pause(request.timers, nextPollMs(run, nowMs() - startedAtMs), request.signal);
  }
}

/**
 * Often only from the moment at which the label before it was last seen at work, as its end came within one pause after that;
 * printers have other things to do than to answer.
 */
function nextPollMs({ request, timing }: PrintRun, elapsedMs: number): number {
  const { expectedMs } = request;
  if (expectedMs === undefined) return timing.statusPollMs;
  const untilDueMs = expectedMs - timing.statusPollAtEndMs - elapsedMs;
  if (untilDueMs > 0) return Math.min(timing.statusPollMs, Math.max(timing.statusPollAtEndMs, untilDueMs));
  return elapsedMs < expectedMs * 1.25 + timing.statusPollMs ? timing.statusPollAtEndMs : timing.statusPollMs;
}

/** A label in two pieces is not a printed label, whatever the printer says at its end. */
function ended(run: PrintRun, isTorn: boolean): PrintOutcome {
  const { proof } = run.request.language;
  const bytesSent = run.bytes.length;
  if (isTorn) return unconfirmed(bytesSent, 'stopped_midway');
  return proof === 'none' ? { state: 'sent', bytesSent } : { state: 'printed', proof, bytesSent };
}
