import type { Clock } from '#core/kernel/clock.ts';
import type { Timers } from '#main/lib/timers.ts';
import { lendTransport } from '#main/devices/printers/lend-transport.ts';
import type { PrintOutcome, PrintState } from '#main/devices/printers/print-outcome.ts';
import { DEFAULT_PRINT_TIMING } from '#main/devices/printers/print-timing.ts';
import { printJob } from '#main/devices/printers/printer-driver.ts';
import type { PrintJobRequest } from '#main/devices/printers/print-run.ts';
import type { PrinterLanguage } from '#main/devices/printers/printer-language.ts';
import type { PrinterLive } from '#main/devices/printers/printer-live.ts';
import { problemOfError, problemOfStatus } from '#main/devices/printers/printer-problem.ts';
import { createStatusClient } from '#main/devices/printers/status-client.ts';
import type { StatusAnswer } from '#main/devices/printers/status-client.ts';
import type { Transport } from '#main/devices/transports/transport.ts';

export interface PrinterMonitorOptions {
  readonly language: PrinterLanguage;
  /** The path itself tells the state: it keeps whole jobs, or its cable says it. Then it is asked when the language cannot be. */
  readonly pathTells?: boolean;
  readonly transportFactory: () => Transport;
  readonly clock: Clock;
  readonly timers: Timers;
  /** Between two looks at an idle printer. */
  readonly pollMs?: number;
  readonly replyTimeoutMs?: number;
  readonly onChange?: (live: PrinterLive) => void;
}

export interface PrinterMonitor {
  live(): PrinterLive;
  start(): void;
  /** Looks at once; waits for a job that is under way. */
  check(): Promise<PrinterLive>;
  /** Prints over the same connection, one job at a time; the monitor does not speak in between. */
  print(job: Omit<PrintJobRequest, 'language' | 'transportFactory' | 'clock' | 'timers'>): Promise<PrintOutcome>;
  /** Sends what is no label and leaves no paper to prove, once the printer is ready; in turn with the jobs. */
  command(bytes: Uint8Array): Promise<PrintOutcome>;
  stop(): Promise<void>;
}

const DEFAULT_POLL_MS = 3_000;

/** Nothing that is printed ends with a command. */
const TELLS_NO_END = { proof: 'none', endOfJob: { kind: 'not-told' } } as const;

/** Owns the one connection to one printer: most accept no second. Keeps its live state for the devices page and runs its jobs. */
export function createPrinterMonitor(options: PrinterMonitorOptions): PrinterMonitor {
  const { language, transportFactory, clock, timers } = options;
  const isAsked = language.status !== null || options.pathTells === true;
  const replyTimeoutMs = options.replyTimeoutMs ?? DEFAULT_PRINT_TIMING.replyTimeoutMs;
  let live: PrinterLive = { status: 'unknown', detail: '', problem: null, sinceMs: clock.nowMs() };
  let held: Transport | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let cancelPoll: () => void = () => undefined;
  let isRunning = false;
  let lastPrintMs: number | undefined;
  /** See PrintJobRequest: never later than the true end, or each label would hand its own delay on to the next. */
  let lastAtWorkMs: number | undefined;

  function show(next: Omit<PrinterLive, 'sinceMs'>): void {
    const isSame =
      live.status === next.status && live.detail === next.detail && live.problem?.code === next.problem?.code;
    if (isSame) return;
    live = { ...next, sinceMs: clock.nowMs() };
    options.onChange?.(live);
  }

  /** One after the other, whatever happened to the one before. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function connect(): Promise<Transport> {
    if (held) return held;
    const transport = transportFactory();
    await transport.open();
    transport.onClosed(() => {
      if (held === transport) held = null;
    });
    held = transport;
    return transport;
  }

  async function look(): Promise<PrinterLive> {
    if (!isAsked) return live;
    try {
      const transport = await connect();
      const told = await (transport.keeper?.status() ?? (language.status ? null : transport.portStatus?.()));
      if (told) {
        show(liveOf(told));
        return live;
      }
      if (!language.status) return live;
      const client = createStatusClient({
        transport,
        protocol: language.status,
        timers,
        replyTimeoutMs,
      });
      const answer = await client.ask();
      client.dispose();
      show(liveOf(answer));
    } catch (error) {
      show({ status: 'offline', detail: '', problem: problemOfError(error) });
    }
    return live;
  }

  function pollLater(): void {
    cancelPoll();
    if (!isRunning || !isAsked) return;
    cancelPoll = timers.after(options.pollMs ?? DEFAULT_POLL_MS, () => void inTurn(look).then(pollLater));
  }

  function showJob(state: PrintState): void {
    if (state.state !== 'blocked') return show({ status: 'busy', detail: state.state, problem: null });
    const problem = problemOfStatus({ state: 'blocked', reasons: state.reasons, rawHex: '' });
    show({ status: 'blocked', detail: state.reasons.join(', '), problem, causes: state.reasons });
  }

  async function runJob(job: Parameters<PrinterMonitor['print']>[0], as: PrinterLanguage): Promise<PrintOutcome> {
    let hasStarted = false;
    let workingSinceMs: number | null = null;
    let atWorkMs: number | undefined;
    let wasBlocked = false;
    const onState = (state: PrintState): void => {
      if (state.state === 'sending') hasStarted = true;
      if (state.state === 'printing') workingSinceMs ??= clock.nowMs();
      if (state.state === 'blocked') wasBlocked = true;
      showJob(state);
      job.onState?.(state);
    };
    const attempt = async (factory: () => Transport): Promise<PrintOutcome> => {
      const request = {
        ...job,
        language: as,
        transportFactory: factory,
        clock,
        timers,
        onState,
        expectedMs: lastAtWorkMs,
        onAtWork: (sinceLastByteMs: number) => {
          atWorkMs = sinceLastByteMs;
        },
      };
      const outcome = await printJob(request);
      // One that was stopped in between says nothing about the next.
      if (outcome.state === 'printed' && workingSinceMs !== null && !wasBlocked) {
        lastPrintMs = clock.nowMs() - workingSinceMs;
        lastAtWorkMs = atWorkMs;
      }
      return outcome;
    };

    if (!isAsked) return attempt(transportFactory);
    const lent = held;
    if (lent) {
      const outcome = await attempt(() => lendTransport(lent));
      // Printers drop idle connections without a word; as nothing was sent yet, a fresh one is tried.
      const wasStale = outcome.state === 'failed' && !hasStarted && held === null;
      if (!wasStale) return outcome;
    }
    let fresh: Transport;
    try {
      fresh = await connect();
    } catch (error) {
      return { state: 'failed', problem: problemOfError(error) };
    }
    return attempt(() => lendTransport(fresh));
  }

  return {
    live: () => ({ ...live, ...(lastPrintMs !== undefined && { labelMs: lastPrintMs }) }),
    start() {
      isRunning = true;
      void inTurn(look).then(pollLater);
    },
    check: () => inTurn(look),
    print: (job) =>
      inTurn(async () => {
        const before = live;
        try {
          const outcome = await runJob(job, language);
          show(liveAfter(outcome));
          return outcome;
        } catch (error) {
          // Whoever asked called it off before its first byte: the printer is what it was.
          show(before);
          throw error;
        }
      }),
    command: (bytes) =>
      inTurn(async () => {
        const outcome = await runJob({ bytes }, { ...language, ...TELLS_NO_END });
        // It is at work on it now: the next look tells.
        if (outcome.state !== 'sent') show(liveAfter(outcome));
        return outcome;
      }),
    async stop() {
      isRunning = false;
      cancelPoll();
      await inTurn(async () => held?.close());
      held = null;
    },
  };
}

/** The next look corrects it; until then the page shows what the job has just met. */
function liveAfter(outcome: PrintOutcome): Omit<PrinterLive, 'sinceMs'> {
  if (outcome.state === 'printed') return { status: 'online', detail: '', problem: null };
  if (outcome.state === 'sent') return { status: 'unknown', detail: 'sent', problem: null };
  const isBlocked = outcome.state === 'blocked';
  if (outcome.problem.code === 'ERR_PRINTER_BUSY') return { status: 'busy', detail: outcome.state, problem: null };
  const isAway = outcome.state === 'failed' || outcome.state === 'interrupted';
  return {
    status: isBlocked ? 'blocked' : isAway ? 'offline' : 'unknown',
    detail: outcome.state,
    problem: outcome.problem,
  };
}

function liveOf(answer: StatusAnswer): Omit<PrinterLive, 'sinceMs'> {
  if (answer === 'closed')
    return {
      status: 'offline',
      detail: '',
      problem: { code: 'ERR_DEVICE_OFFLINE', data: { detail: 'closed by the printer' } },
    };
  if (answer === 'no_reply')
    return {
      status: 'offline',
      detail: '',
      problem: { code: 'ERR_DEVICE_TIMEOUT', data: { detail: 'no answer to the state question' } },
    };
  if (answer.state === 'blocked')
    return {
      status: 'blocked',
      detail: answer.rawHex,
      problem: problemOfStatus(answer),
      causes: answer.reasons,
    };
  return { status: answer.state === 'ready' ? 'online' : 'busy', detail: answer.rawHex, problem: null };
}
