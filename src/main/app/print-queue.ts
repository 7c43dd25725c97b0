import { createLabelPress } from '#main/app/label-press.ts';
import type { KeptDocuments, LabelPress } from '#main/app/label-press.ts';
import type { WriteTx } from '#main/db/handles.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import type { PrinterMonitor } from '#main/devices/printers/printer-monitor.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { Timers } from '#main/lib/timers.ts';
import type { Act } from '#main/usecases/actor.ts';
import { claimPrintJob } from '#main/usecases/printing/claim-print-job.ts';
import { failOver } from '#main/usecases/printing/fail-over.ts';
import type { LabelRenderer } from '#main/usecases/printing/label-renderer.ts';
import { nextPrintJob } from '#main/usecases/printing/next-print-job.ts';
import { readPrintJob, WAITING } from '#main/usecases/printing/print-job-rows.ts';
import type { PrintJobRow } from '#main/usecases/printing/print-job-rows.ts';
import { queueLabel } from '#main/usecases/printing/queue-label.ts';
import type { LabelRequest } from '#main/usecases/printing/queue-label.ts';
import { readQueueMode } from '#main/usecases/printing/queue-modes.ts';
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
  readonly kept?: KeptDocuments;
  /** Null while the device is off or unknown: its jobs wait. */
  readonly findPrinter: (deviceId: string) => OpenPrinter | null;
}

/** One label whose turn it is. */
interface PrintTurn {
  readonly label: Parameters<LabelPress['take']>[1];
  /** In the transaction that claims it. @throws AppError ERR_PRINT_STATE when it is not to be printed after all */
  begin(tx: WriteTx): string;
  /** Its row as it stands. */
  job(): PrintJobRow;
}

export interface PrintQueue {
  /**
   * Queues a label under its key; on an idle printer it leaves at once.
   * @param alongside what is written in the same commit, before the label; what it throws is thrown, and nothing is queued then
   * @returns the id of the job that stands for it
   */
  submit(act: Act, request: LabelRequest, alongside?: (tx: WriteTx) => void): Promise<string>;
  /** Draws a label that is not queued yet into its printer's language. */
  prepare(
    deviceId: string,
    label: { readonly templateId: string; readonly data: Readonly<Record<string, unknown>> },
  ): void;
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

/** A printer that is ready answers within a few milliseconds. */
const PATIENCE_MS = 250;

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
  const press = createLabelPress(options.renderer, options.kept);

  function wake(deviceId: string): void {
    if (abort.signal.aborted) return;
    if (running.has(deviceId)) {
      // Its loop may just have found nothing: it looks once more before it ends.
      wokenAgain.add(deviceId);
      return;
    }
    run(deviceId, () => drain(deviceId));
  }

  function run(deviceId: string, work: () => Promise<void>): void {
    const turn = work().finally(() => {
      running.delete(deviceId);
      if (wokenAgain.delete(deviceId)) wake(deviceId);
    });
    running.set(deviceId, turn);
  }

  /**
   * A label for a printer that has nothing to do is written down and claimed in one commit, right before its first byte: the
   * packer waits for one disk less. Where the printer is not ready, it takes its place in the queue like any other.
   */
  function submit(act: Act, request: LabelRequest, alongside?: (tx: WriteTx) => void): Promise<string> {
    const { deviceId } = request;
    const enter = (tx: WriteTx): ReturnType<typeof queueLabel> => {
      alongside?.(tx);
      return queueLabel(tx, context, act, context.clock.nowMs(), request);
    };
    const writeDown = (): string => context.db.transaction((tx) => enter(tx).id);
    const printer = options.findPrinter(deviceId);
    const mayGoAtOnce =
      printer?.monitor.live().status === 'online' &&
      !abort.signal.aborted &&
      !running.has(deviceId) &&
      readQueueMode(context.read, deviceId) !== 'paused' &&
      nextPrintJob(context.read, deviceId) === undefined;
    if (mayGoAtOnce) return sendAtOnce(printer, request, enter, writeDown);
    const id = writeDown();
    wake(deviceId);
    return Promise.resolve(id);
  }

  function sendAtOnce(
    printer: OpenPrinter,
    request: LabelRequest,
    enter: (tx: WriteTx) => ReturnType<typeof queueLabel>,
    writeDown: () => string,
  ): Promise<string> {
    const { deviceId } = request;
    return new Promise((resolve, reject) => {
      let id: string | null = null;
      let isRefused = false;
      const known = (jobId: string): string => {
        id = jobId;
        resolve(jobId);
        return jobId;
      };
      const standing = (): string => id ?? known(writeDown());
      const refuse = (error: unknown): void => {
        isRefused = true;
        if (!(error instanceof AppError)) context.log.error({ error }, 'a label could not be queued');
        reject(error instanceof Error ? error : new Error(String(error)));
      };
      const turn: PrintTurn = {
        label: {
          template_id: request.templateId,
          data_json: JSON.stringify(request.data),
          copies: request.copies ?? 1,
        },
        begin: (tx) => {
          const entered = enter(tx);
          // Somebody else was faster with the very same label, or its packer was told that it does not go: nothing leaves.
          if (!entered.queued || isRefused) throw new AppError('ERR_PRINT_STATE', {});
          tx.afterCommit(() => known(entered.id));
          return entered.id;
        },
        job: () => readPrintJob(context.read, standing()),
      };
      // The packer does not wait for a printer that thinks: the label is written down, and goes out when it answers.
      const stopWaiting = timers.after(PATIENCE_MS, () => {
        try {
          standing();
        } catch (error) {
          refuse(error);
        }
      });
      run(deviceId, async () => {
        let isStuck = false;
        try {
          isStuck = await printOne(printer, deviceId, turn);
          // Found under its key, or never begun: either way its row tells now.
          if (!isRefused) standing();
        } catch (error) {
          refuse(error);
        } finally {
          stopWaiting();
        }
        if (isStuck) standStill(deviceId);
        else await drain(deviceId);
      });
    });
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
      const isStuck = printer === null || (await printOne(printer, deviceId, turnOf(job)));
      if (isStuck) return standStill(deviceId);
      stuckSinceMs.delete(deviceId);
    }
  }

  function standStill(deviceId: string): void {
    handOver(deviceId);
    timers.after(RETRY_MS, () => wake(deviceId));
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

  /** @returns whether the label waits at the head of the queue for the printer to come back. */
  async function printOne(printer: OpenPrinter, deviceId: string, turn: PrintTurn): Promise<boolean> {
    const watch = new AbortController();
    let begun: string | null = null;
    // What this printer says is about the label as its own, wherever a person has moved it to meanwhile.
    const job = (): PrintJobRow => ({ ...turn.job(), device_id: deviceId });
    try {
      const label = await press.take(printer, turn.label);
      const outcome = await printer.monitor.print({
        bytes: label.bytes,
        // Known once it is claimed, which is before it is asked for.
        name: () => `${job().label_key}#${job().print_number}`,
        signal: AbortSignal.any([abort.signal, watch.signal]),
        onState: (state) => {
          if (state.state !== 'sending') return recordState(job(), state);
          begun = begin(deviceId, turn, state.bytesTotal, label.contentHash);
          watched.set(begun, watch);
          // While this one is on its way, the next is drawn and put into the printer's language.
          pressNext(printer, deviceId);
        },
      });
      return watch.signal.aborted ? false : recordOutcome(job(), outcome);
    } catch (error) {
      // Moved, called off or stopped between the look into the queue and the first byte: nothing has left.
      if (error instanceof AppError && error.code === 'ERR_PRINT_STATE') return false;
      if (!(error instanceof AppError)) context.log.error({ error }, 'print job failed');
      const problem =
        error instanceof AppError
          ? { code: error.code, data: { ...error.data } }
          : { code: 'ERR_HOST_INTERNAL' as const, data: {} };
      record(job(), { state: 'failed', problem });
      return false;
    } finally {
      if (begun !== null) watched.delete(begun);
    }
  }

  /** On disk before the first byte leaves. @throws AppError ERR_PRINT_STATE: then nothing leaves */
  function begin(deviceId: string, turn: PrintTurn, bytesTotal: number, contentHash: string): string {
    return context.db.transaction((tx) => {
      const jobId = turn.begin(tx);
      claimPrintJob(tx, context, PRINTER_ACT, { jobId, deviceId, bytesTotal, contentHash });
      return jobId;
    });
  }

  function turnOf(job: PrintJobRow): PrintTurn {
    return { label: job, begin: () => job.id, job: () => readPrintJob(context.read, job.id) };
  }

  function pressNext(printer: OpenPrinter, deviceId: string): void {
    const next = nextPrintJob(context.read, deviceId);
    if (next) press.prepare(printer, next);
  }

  function recordState(job: PrintJobRow, state: PrintState): void {
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
        // Nothing left the PC: the label keeps its place and goes out when what the driver names is mended.
        if (job.block_reason !== outcome.problem.code)
          record(job, {
            state: 'blocked',
            blockReason: outcome.problem.code,
            bytesSent: 0,
            problem: { code: outcome.problem.code, data: { ...outcome.problem.data } },
          });
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
    submit,
    prepare(deviceId, { templateId, data }) {
      const printer = options.findPrinter(deviceId);
      if (printer) press.prepare(printer, { template_id: templateId, data_json: JSON.stringify(data), copies: 1 });
    },
    wake,
    wakeAll() {
      const devices = context.read
        .pluck<[], string>(`SELECT DISTINCT p.device_id FROM print_jobs p WHERE ${WAITING}`)
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
