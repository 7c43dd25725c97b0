import { forwardClock } from '#main/lib/forward-clock.ts';
import { interrupted, unconfirmed } from '#main/devices/printers/print-outcome.ts';
import type { PrintOutcome } from '#main/devices/printers/print-outcome.ts';
import { DEFAULT_PRINT_TIMING } from '#main/devices/printers/print-timing.ts';
import { listenForEcho } from '#main/devices/printers/echo-listener.ts';
import type { PrinterStatusProtocol } from '#main/devices/printers/printer-status.ts';
import type { PrintJobRequest, PrintRun } from '#main/devices/printers/print-run.ts';
import { printKept } from '#main/devices/printers/print-kept.ts';
import { pause } from '#main/lib/pause.ts';
import { problemOfError, problemOfStatus } from '#main/devices/printers/printer-problem.ts';
import { sendJob } from '#main/devices/printers/send-job.ts';
import { createStatusClient } from '#main/devices/printers/status-client.ts';
import { waitUntilReady } from '#main/devices/printers/wait-until-ready.ts';
import { watchPrint } from '#main/devices/printers/watch-print.ts';

/**
 * Prints one job on one printer: checks that it is ready before the first byte, sends, and watches until its language
 * tells the end. Never sends anything twice: what cannot be known is returned as such, and a person decides.
 * Never throws for what printers and cables do.
 */
export async function printJob(asked: PrintJobRequest): Promise<PrintOutcome> {
  // Only to measure patience: a clock that is set back must not make a silent printer wait for hours.
  const request = { ...asked, clock: forwardClock(asked.clock) };
  const transport = request.transportFactory();
  if (request.language.mediaType !== undefined && !transport.keeper)
    return { state: 'failed', problem: { code: 'ERR_PRINTER_FORMAT', data: { format: request.language.label } } };
  const timing = { ...DEFAULT_PRINT_TIMING, ...request.timing };
  try {
    await transport.open(request.signal);
  } catch (error) {
    return { state: 'failed', problem: problemOfError(error) };
  }
  const { endOfJob, status } = request.language;
  const protocol = transport.keeper ? null : status;
  const echo = protocol && endOfJob.kind === 'echo' ? listenForEcho(transport, endOfJob, request.clock.nowMs()) : null;
  const bytes = echo ? Buffer.concat([request.bytes, echo.command]) : request.bytes;
  const run: PrintRun = { request, bytes, echo, timing, transport };
  try {
    if (transport.keeper) return await printKept(run, transport.keeper);
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

/** Without a language to ask in, the cable may tell the state; else only a clean end of the connection says that the bytes arrived. */
async function printBlind(run: PrintRun): Promise<PrintOutcome> {
  const bytesSent = run.bytes.length;
  let breakDetail: string | null = null;
  run.transport.onClosed(({ byUs, detail }) => {
    if (!byUs) breakDetail = detail;
  });
  const before = await run.transport.portStatus?.();
  if (before?.state === 'blocked')
    return { state: 'blocked', reasons: before.reasons, bytesSent: 0, problem: problemOfStatus(before) };
  const broken = await sendJob(run);
  if (broken) return broken;
  const isFree = await waitForPort(run);
  await run.transport.close(run.timing.closeGraceMs);
  if (breakDetail !== null) return interrupted(bytesSent, breakDetail);
  return isFree ? { state: 'sent', bytesSent } : unconfirmed(bytesSent, 'cancelled');
}

/** While the cable tells of missing paper or an open cover the job is held; false when the waiting was called off. */
async function waitForPort({ request, transport, timing, bytes }: PrintRun): Promise<boolean> {
  let shown = '';
  for (;;) {
    const now = await transport.portStatus?.();
    if (now?.state !== 'blocked') return true;
    if (request.signal?.aborted) return false;
    if (shown !== now.reasons.join())
      request.onState?.({ state: 'blocked', reasons: now.reasons, bytesSent: bytes.length });
    shown = now.reasons.join();
    await pause(request.timers, timing.statusPollMs, request.signal);
  }
}
