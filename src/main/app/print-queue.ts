import { createLabelPress } from '#main/app/label-press.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Act } from '#main/usecases/actor.ts';
import { claimPrintJob } from '#main/usecases/printing/claim-print-job.ts';
import { failOver } from '#main/usecases/printing/fail-over.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import { nextPrintJob } from '#main/usecases/printing/next-print-job.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import { recordPrinterWord } from '#main/usecases/printing/record-printer-word.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';
import type { PrinterConfig } from '#shared/contract/devices.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A printer that is switched on, as the queue needs it. */
export interface OpenPrinter {
  readonly config: PrinterConfig;
  readonly language: PrinterLanguage;
  readonly monitor: PrinterMonitor;
}

export interface PrintQueueOptions {
  readonly context: UseCaseContext;
  readonly timers: Timers;
  readonly renderer: LabelRenderer;
  /** Null while the device is off or unknown: its jobs wait. */
  readonly findPrinter: (deviceId: string) => OpenPrinter | null;
}

export interface PrintQueue {
  /** Looks for work of one printer now. */
  wake(deviceId: string): void;
  /** Looks for work of every printer; once after start and after devices changed. */
  wakeAll(): void;
  /** Stops watching a label that a person has answered for, and goes on with the next. */
  release(jobId: string): void;
  stop(): Promise<void>;
  /** Resolves when no printer is at work; jobs that wait for paper or a person may remain. */
  whenIdle(): Promise<void>;
}

/** A printer that could not take a label is tried again this often; nothing of the label has left by then. */
const RETRY_MS = 2_000;

const PRINTER_ACT: Act = {
  actor: { kind: 'device', id: 'print-queue', name: 'print-queue' },
  source: 'print-queue',
  traceId: 'print-queue',
};

/**
 * One durable queue per printer, one label at a time, in the order in which they were queued. A label whose first byte may
 * have left is never sent again from here (promise P2); one that surely did not leave stays at the head of its queue.
 */
export function createPrintQueue(options: PrintQueueOptions): PrintQueue {
  const { context, timers } = options;
  const running = new Map<string, Promise<void>>();
  const wokenAgain = new Set<string>();
  const watched = new Map<string, AbortController>();
  const stuckSinceMs = new Map<string, number>();
  const abort = new AbortController();
  const press = createLabelPress(options.renderer);

  function wake(deviceId: string): void {
    if (abort.signal.aborted) return;
    if (running.has(deviceId)) {
      // Its loop may just have found nothing: it looks once more before it ends.
      wokenAgain.add(deviceId);
      return;
    }
    const run = drain(deviceId).finally(() => {
      running.delete(deviceId);
      if (wokenAgain.delete(deviceId)) wake(deviceId);
    });
    running.set(deviceId, run);
  }

  async function drain(deviceId: string): Promise<void> {
    for (;;) {
      wokenAgain.delete(deviceId);
      const printer = options.findPrinter(deviceId);
      const job = abort.signal.aborted ? undefined : nextPrintJob(context.read, deviceId);
      if (!job) {
        stuckSinceMs.delete(deviceId);
        return;
      }
      const isStuck = printer === null || (await printOne(printer, job));
      if (!isStuck) {
        stuckSinceMs.delete(deviceId);
        continue;
      }
      handOver(deviceId);
      timers.after(RETRY_MS, () => wake(deviceId));
      return;
    }
  }

  /** A printer that stands still for long gives what waits to the one that its rule names. */
  function handOver(deviceId: string): void {
    const nowMs = context.clock.nowMs();
    const sinceMs = stuckSinceMs.get(deviceId) ?? nowMs;
    stuckSinceMs.set(deviceId, sinceMs);
    const target = failOver(context, deviceId, nowMs - sinceMs, (id) => {
      const status = options.findPrinter(id)?.monitor.live().status;
      return status === 'online' || status === 'busy';
    });
    if (target !== null) wake(target);
  }

  /** @returns whether the job waits at the head of the queue for the printer to come back. */
  async function printOne(printer: OpenPrinter, job: PrintJobRow): Promise<boolean> {
    const watch = new AbortController();
    watched.set(job.id, watch);
    try {
      const label = await press.take(printer, job);
      const outcome = await printer.monitor.print({
        bytes: label.bytes,
        signal: AbortSignal.any([abort.signal, watch.signal]),
        onState: (state) => {
          recordState(job, state, label.contentHash);
          // While this one is on its way, the next is drawn and put into the printer's language.
          if (state.state === 'sending') pressNext(printer, job.device_id);
        },
      });
      return watch.signal.aborted ? false : recordOutcome(job, outcome);
    } catch (error) {
      // Moved, called off or stopped between the look into the queue and the first byte: nothing has left.
      if (error instanceof AppError && error.code === 'ERR_PRINT_STATE') return false;
      if (!(error instanceof AppError)) context.log.error({ error, jobId: job.id }, 'print job failed');
      const problem =
        error instanceof AppError
          ? { code: error.code, data: { ...error.data } }
          : { code: 'ERR_HOST_INTERNAL' as const, data: {} };
      record(job, { state: 'failed', problem });
      return false;
    } finally {
      watched.delete(job.id);
    }
  }

  function pressNext(printer: OpenPrinter, deviceId: string): void {
    const next = nextPrintJob(context.read, deviceId);
    if (next) press.prepare(printer, next);
  }

  function recordState(job: PrintJobRow, state: PrintState, contentHash: string): void {
    if (state.state === 'sending')
      context.db.transaction((tx) =>
        claimPrintJob(tx, context, PRINTER_ACT, {
          jobId: job.id,
          deviceId: job.device_id,
          bytesTotal: state.bytesTotal,
          contentHash,
        }),
      );
    if (state.state === 'printing') record(job, { state: 'printing', bytesSent: state.bytesSent });
    if (state.state === 'blocked' && state.bytesSent > 0)
      record(job, { state: 'blocked', blockReason: state.reasons.join(','), bytesSent: state.bytesSent });
  }

  function recordOutcome(job: PrintJobRow, outcome: PrintOutcome): boolean {
    switch (outcome.state) {
      case 'blocked':
        if (job.block_reason !== outcome.reasons.join(','))
          record(job, { state: 'blocked', blockReason: outcome.reasons.join(','), bytesSent: 0 });
        return true;
      case 'failed':
        // Nothing left the PC: the label keeps its place and goes out when the printer answers again.
        if (job.block_reason !== 'offline') record(job, { state: 'blocked', blockReason: 'offline', bytesSent: 0 });
        return true;
      default:
        record(job, outcome);
        return false;
    }
  }

  function record(job: PrintJobRow, progress: PrintProgress): void {
    context.db.transaction((tx) =>
      recordPrinterWord(tx, context, PRINTER_ACT, { jobId: job.id, deviceId: job.device_id }, progress),
    );
  }

  return {
    wake,
    wakeAll() {
      const devices = context.read
        .pluck<[], string>(
          "SELECT DISTINCT device_id FROM print_jobs WHERE state IN ('queued', 'blocked') AND bytes_sent = 0",
        )
        .all();
      for (const deviceId of devices) wake(deviceId);
    },
    release: (jobId) => watched.get(jobId)?.abort(),
    async stop() {
      abort.abort();
      await Promise.all(running.values());
    },
    async whenIdle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}
