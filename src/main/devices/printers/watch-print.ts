import { pause } from '#main/devices/printers/pause.ts';
import type { PrintOutcome } from '#main/devices/printers/print-outcome.ts';
import type { PrintRun } from '#main/devices/printers/printer-driver.ts';
import type { PrinterStatus } from '#main/devices/printers/printer-language.ts';
import type { StatusClient } from '#main/devices/printers/status-client.ts';

/**
 * Watches the printer after the last byte: seen at work, then ready without a fault = printed (inferred).
 * A fault in between resets the proof: the printer must be seen at work again, since after an opened cover it may have
 * thrown the label away. While it is blocked nothing times out; the operator has the time that he needs.
 */
export async function watchPrint(run: PrintRun, status: StatusClient): Promise<PrintOutcome> {
  const { request, timing } = run;
  const bytesSent = request.bytes.length;
  const { nowMs } = request.clock;
  let phase = 'ready' as PrinterStatus['state'];
  let reasonsKey = '';
  let phaseSinceMs = nowMs();
  let heardAtMs = nowMs();

  const enter = (next: PrinterStatus['state']): void => {
    phase = next;
    phaseSinceMs = nowMs();
  };

  for (;;) {
    if (request.signal?.aborted) return unconfirmed(bytesSent, 'cancelled');
    const answer = await status.ask();
    const atMs = nowMs();
    if (answer === 'closed') return lost(bytesSent);
    if (answer === 'no_reply') {
      if (atMs - heardAtMs >= timing.silenceTimeoutMs) return unconfirmed(bytesSent, 'no_reply');
      continue;
    }
    heardAtMs = atMs;
    if (answer.state === 'blocked') {
      const key = answer.reasons.join();
      if (phase !== 'blocked' || key !== reasonsKey) {
        request.onState?.({ state: 'blocked', reasons: answer.reasons, bytesSent });
      }
      reasonsKey = key;
      enter('blocked');
    } else if (answer.state === 'printing') {
      if (phase !== 'printing') {
        enter('printing');
        request.onState?.({ state: 'printing', bytesSent });
      } else if (atMs - phaseSinceMs >= timing.finishTimeoutMs) return unconfirmed(bytesSent, 'still_printing');
    } else {
      if (phase === 'printing') return printed(run);
      if (phase === 'blocked') enter('ready');
      else if (atMs - phaseSinceMs >= timing.busyTimeoutMs) return unconfirmed(bytesSent, 'never_busy');
    }
    await pause(request.timers, timing.statusPollMs, request.signal);
  }
}

function printed({ request }: PrintRun): PrintOutcome {
  const { proof } = request.language;
  const bytesSent = request.bytes.length;
  return proof === 'none' ? { state: 'sent', bytesSent } : { state: 'printed', proof, bytesSent };
}

function unconfirmed(bytesSent: number, detail: string): PrintOutcome {
  return { state: 'unconfirmed', bytesSent, problem: { code: 'ERR_PRINTER_UNCONFIRMED', data: { bytesSent, detail } } };
}

function lost(bytesSent: number): PrintOutcome {
  const data = { bytesSent, detail: 'connection lost while printing' };
  return { state: 'interrupted', bytesSent, problem: { code: 'ERR_DEVICE_INTERRUPTED', data } };
}
