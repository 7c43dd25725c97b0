import type { Clock } from '#core/kernel/clock.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import { DEFAULT_PRINT_TIMING } from '#main/devices/printers/print-timing.ts';
import type { PrintTiming } from '#main/devices/printers/print-timing.ts';
import { listenForEcho } from '#main/devices/printers/echo-listener.ts';
import type { EchoListener } from '#main/devices/printers/echo-listener.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { PrinterStatusProtocol } from '#main/devices/printers/printer-status.ts';
import { problemOfError } from '#main/devices/printers/printer-problem.ts';
import { createStatusClient } from '#main/devices/printers/status-client.ts';
import { waitUntilReady } from '#main/devices/printers/wait-until-ready.ts';
import { watchPrint } from '#main/devices/printers/watch-print.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

export interface PrintJobRequest {
  /** The encoded job; one call sends it at most once. */
  readonly bytes: Uint8Array;
  readonly language: PrinterLanguage;
  /** Makes the connection of this job; it is opened and closed here. */
  readonly transportFactory: () => Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly timing?: Partial<PrintTiming>;
  /** From the last byte to the end, as the label before it took; left out when nothing is known. */
  readonly expectedMs?: number | undefined;
  /** Called synchronously; when it throws at `sending`, nothing leaves. */
  readonly onState?: (state: PrintState) => void;
  readonly onProgress?: (bytesSent: number) => void;
  /** Ends the waiting: before the first byte the job fails, after it the outcome is unconfirmed. */
  readonly signal?: AbortSignal;
  /** `system`: a queue of the operating system takes the bytes, and knows no more than that. */
  readonly receiver?: 'printer' | 'system';
}

/** One job under way. */
export interface PrintRun {
  readonly request: PrintJobRequest;
  /** All that is sent: the job, and behind it the mark that its printer sends back. */
  readonly bytes: Uint8Array;
  readonly echo: EchoListener | null;
  readonly timing: PrintTiming;
  readonly transport: Transport;
}

/**
 * Prints one job on one printer: checks that it is ready before the first byte, sends, and watches until its language
 * tells the end. Never sends anything twice: what cannot be known is returned as such, and a person decides.
 * Never throws for what printers and cables do.
 */
export async function printJob(request: PrintJobRequest): Promise<PrintOutcome> {
  const transport = request.transportFactory();
  const timing = { ...DEFAULT_PRINT_TIMING, ...request.timing };
  try {
    await transport.open(request.signal);
  } catch (error) {
    return { state: 'failed', problem: problemOfError(error) };
  }
  const { endOfJob, status } = request.language;
  const protocol = request.receiver === 'system' ? null : status;
  const echo = protocol && endOfJob.kind === 'echo' ? listenForEcho(transport, endOfJob, request.clock.nowMs()) : null;
  const bytes = echo ? Buffer.concat([request.bytes, echo.command]) : request.bytes;
  const run: PrintRun = { request, bytes, echo, timing, transport };
  try {
    return await (protocol ? printWatched(run, protocol) : printBlind(run));
  } finally {
    echo?.dispose();
    await transport.close(timing.closeGraceMs);
  }
}

async function printWatched(run: PrintRun, protocol: PrinterStatusProtocol): Promise<PrintOutcome> {
  const { request, timing, transport } = run;
  const status = createStatusClient({
    transport,
    protocol,
    timers: request.timers,
    replyTimeoutMs: timing.replyTimeoutMs,
  });
  try {
    const notReady = await waitUntilReady(run, status);
    if (notReady) return notReady;
    const broken = await sendJob(run);
    return broken ?? (await watchPrint(run, status));
  } finally {
    status.dispose();
  }
}

/** Without a state to ask for, only a clean end of the connection tells that the bytes arrived somewhere. */
async function printBlind(run: PrintRun): Promise<PrintOutcome> {
  const bytesSent = run.bytes.length;
  let breakDetail: string | null = null;
  run.transport.onClosed(({ byUs, detail }) => {
    if (!byUs) breakDetail = detail;
  });
  const broken = await sendJob(run);
  if (broken) return broken;
  await run.transport.close(run.timing.closeGraceMs);
  if (breakDetail !== null) return interrupted(bytesSent, breakDetail);
  return run.request.receiver === 'system'
    ? { state: 'printed', proof: 'handed_to_system', bytesSent }
    : { state: 'sent', bytesSent };
}

/** Sends everything once; null when all bytes were taken. */
async function sendJob({ request, bytes, transport }: PrintRun): Promise<PrintOutcome | null> {
  request.onState?.({ state: 'sending', bytesTotal: bytes.length });
  const sent = await transport.send(bytes, request.onProgress);
  if (sent.ok) return null;
  if (sent.bytesSent > 0) return interrupted(sent.bytesSent, sent.detail);
  return { state: 'failed', problem: { code: 'ERR_DEVICE_OFFLINE', data: { detail: sent.detail } } };
}

function interrupted(bytesSent: number, detail: string): PrintOutcome {
  return { state: 'interrupted', bytesSent, problem: { code: 'ERR_DEVICE_INTERRUPTED', data: { bytesSent, detail } } };
}
