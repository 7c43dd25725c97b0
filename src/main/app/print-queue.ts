import { platformDocumentBytes } from '#main/app/platform-document-bytes.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Act } from '#main/usecases/actor.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { PrintProgress } from '#main/usecases/printing/record-print-progress.ts';
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
  const abort = new AbortController();

  function wake(deviceId: string): void {
    if (running.has(deviceId) || abort.signal.aborted) return;
    const run = drain(deviceId).finally(() => running.delete(deviceId));
    running.set(deviceId, run);
  }

  async function drain(deviceId: string): Promise<void> {
    for (;;) {
      const printer = options.findPrinter(deviceId);
      const job = printer && !abort.signal.aborted ? nextJob(context, deviceId) : undefined;
      if (!printer || !job) return;
      const isStuck = await printOne(printer, job);
      if (!isStuck) continue;
      timers.after(RETRY_MS, () => wake(deviceId));
      return;
    }
  }

  /** @returns whether the job waits at the head of the queue for the printer to come back. */
  async function printOne(printer: OpenPrinter, job: PrintJobRow): Promise<boolean> {
    try {
      const bytes = await encode(printer, job);
      const outcome = await printer.monitor.print({
        bytes,
        name: `${job.label_key}#${job.print_number}`,
        signal: abort.signal,
        onState: (state) => recordState(job.id, state),
      });
      return recordOutcome(job, outcome);
    } catch (error) {
      if (!(error instanceof AppError)) context.log.error({ error, jobId: job.id }, 'print job failed');
      const problem =
        error instanceof AppError
          ? { code: error.code, data: { ...error.data } }
          : { code: 'ERR_HOST_INTERNAL' as const, data: {} };
      record(job.id, { state: 'failed', problem });
      return false;
    }
  }

  async function encode(printer: OpenPrinter, job: PrintJobRow): Promise<Uint8Array> {
    const { config, language } = printer;
    const document = platformDocumentBytes(config.address, job);
    if (document) return document;
    const isTextOnly = config.address.kind === 'serial' && config.address.flow === 'xonxoff';
    if (isTextOnly && language.needsBinaryLine)
      throw new AppError('ERR_PRINTER_FLOW_CONTROL', { language: language.label });
    const label = await options.renderer.render(
      job.template_id,
      JSON.parse(job.data_json) as Record<string, unknown>,
      config.dotsPerMm,
    );
    return language.encode(label.bitmap, {
      widthMm: Math.round(label.bitmap.widthDots / config.dotsPerMm),
      heightMm: Math.round(label.bitmap.heightDots / config.dotsPerMm),
      dotsPerMm: config.dotsPerMm,
      gapMm: config.gapMm,
      copies: job.copies,
      darkness: config.darkness,
      speed: config.speed,
      rotate180: config.rotate180,
      isTextOnly,
    });
  }

  function recordState(jobId: string, state: PrintState): void {
    if (state.state === 'sending') record(jobId, { state: 'sending', bytesTotal: state.bytesTotal });
    if (state.state === 'printing') record(jobId, { state: 'printing', bytesSent: state.bytesSent });
    if (state.state === 'blocked' && state.bytesSent > 0)
      record(jobId, { state: 'blocked', blockReason: state.reasons.join(','), bytesSent: state.bytesSent });
  }

  function recordOutcome(job: PrintJobRow, outcome: PrintOutcome): boolean {
    switch (outcome.state) {
      case 'blocked':
        if (job.block_reason !== outcome.reasons.join(','))
          record(job.id, { state: 'blocked', blockReason: outcome.reasons.join(','), bytesSent: 0 });
        return true;
      case 'failed':
        // Nothing left the PC: the label keeps its place and goes out when the printer answers again.
        if (job.block_reason !== 'offline') record(job.id, { state: 'blocked', blockReason: 'offline', bytesSent: 0 });
        return true;
      default:
        record(job.id, outcome);
        return false;
    }
  }

  function record(jobId: string, progress: PrintProgress): void {
    context.db.transaction((tx) => recordPrintProgress(tx, context, PRINTER_ACT, jobId, progress));
  }

  return {
    wake,
    wakeAll() {
      const devices = context.read
        .prepare<[], { device_id: string }>(
          "SELECT DISTINCT device_id FROM print_jobs WHERE state = 'queued' OR (state = 'blocked' AND bytes_sent = 0)",
        )
        .all();
      for (const { device_id: deviceId } of devices) wake(deviceId);
    },
    async stop() {
      abort.abort();
      await Promise.all(running.values());
    },
    async whenIdle() {
      while (running.size > 0) await Promise.all(running.values());
    },
  };
}

/** The oldest label of which nothing has left. */
function nextJob(context: UseCaseContext, deviceId: string): PrintJobRow | undefined {
  return context.read
    .prepare<[string], PrintJobRow>(
      "SELECT * FROM print_jobs WHERE device_id = ? AND (state = 'queued' OR (state = 'blocked' AND bytes_sent = 0)) ORDER BY created_at_ms, id LIMIT 1",
    )
    .get(deviceId);
}
