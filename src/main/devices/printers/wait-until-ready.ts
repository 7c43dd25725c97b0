import { pause } from '#main/lib/pause.ts';
import type { PrintOutcome } from '#main/devices/printers/print-outcome.ts';
import type { PrintRun } from '#main/devices/printers/print-run.ts';
import { problemOfStatus } from '#main/devices/printers/printer-problem.ts';
import type { StatusClient } from '#main/devices/printers/status-client.ts';
import type { ErrorCode } from '#shared/errors/catalog.ts';

/** A single lost reply is no reason to refuse a job; a printer that stays silent is. */
const MOST_MISSED_REPLIES = 3;

/** Waits for a printer that is at work; null when it is ready, otherwise why the job was not started. Nothing is sent. */
export async function waitUntilReady(run: PrintRun, status: StatusClient): Promise<PrintOutcome | null> {
  const { request, timing } = run;
  const giveUpAtMs = request.clock.nowMs() + timing.readyTimeoutMs;
  let missed = 0;
  let isWaiting = false;
  for (;;) {
    if (request.signal?.aborted) return failed('ERR_DEVICE_TIMEOUT', 'cancelled');
    const answer = await status.ask();
    if (answer === 'closed') return failed('ERR_DEVICE_OFFLINE', 'connection closed by the printer');
    if (answer === 'no_reply') {
      missed += 1;
      if (missed >= MOST_MISSED_REPLIES) return failed('ERR_DEVICE_TIMEOUT', 'no answer to the state question');
      continue;
    }
    missed = 0;
    if (answer.state === 'ready') return null;
    if (answer.state === 'blocked') {
      return { state: 'blocked', reasons: answer.reasons, bytesSent: 0, problem: problemOfStatus(answer) };
    }
    if (request.clock.nowMs() >= giveUpAtMs) return failed('ERR_PRINTER_BUSY', 'printing something else');
    if (!isWaiting) request.onState?.({ state: 'waiting' });
    isWaiting = true;
    await pause(request.timers, timing.statusPollMs, request.signal);
  }
}

function failed(code: ErrorCode, detail: string): PrintOutcome {
  return { state: 'failed', problem: { code, data: { detail } } };
}
