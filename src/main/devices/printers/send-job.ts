import { interrupted } from '#main/devices/printers/print-outcome.ts';
import type { PrintOutcome } from '#main/devices/printers/print-outcome.ts';
import type { PrintJobRequest, PrintRun } from '#main/devices/printers/print-run.ts';
import { NO_TICKET } from '#main/devices/transports/transport.ts';
import type { JobTicket } from '#main/devices/transports/transport.ts';

/** Sends everything once; null when all bytes were taken. */
export async function sendJob({ request, bytes, transport }: PrintRun): Promise<PrintOutcome | null> {
  request.onState?.({ state: 'sending', bytesTotal: bytes.length });
  // Only now: the job has its name since it was recorded as being sent.
  const ticket = transport.keeper && ticketOf(request);
  const sent = await transport.send(bytes, request.onProgress, ticket);
  if (sent.ok) return null;
  if (sent.bytesSent > 0) return interrupted(sent.bytesSent, sent.detail);
  return { state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE', data: { detail: sent.detail } } };
}

function ticketOf({ name, language }: PrintJobRequest): JobTicket {
  return { name: name?.() ?? NO_TICKET.name, mediaType: language.mediaType ?? NO_TICKET.mediaType };
}
