import { Worker } from 'node:worker_threads';
import type { MappingFaultReason, MappingOutcome, MappingReply, MappingWork } from '#main/lib/mapping-messages.ts';

/** Evaluates expressions that people wrote over what other systems sent, where neither can hurt the product. */
export interface MappingThread {
  /** One outcome per input, in their order. Never throws for an expression or an input. */
  evaluate(expression: string, inputs: readonly unknown[]): Promise<readonly MappingOutcome[]>;
  readXml(text: string): Promise<MappingOutcome>;
  close(): Promise<void>;
}

export interface MappingThreadOptions {
  /** Longest that one piece of work may take; the thread is ended then. */
  readonly timeoutMs?: number;
}

interface Task {
  readonly work: MappingWork;
  readonly settle: (outcomes: readonly MappingOutcome[]) => void;
}

const TIMEOUT_MS = 3000;
/** A page of the largest answer that is accepted needs a part of this. */
const MEMORY_MB = 256;

/**
 * A thread of its own, started with the first work and kept while idle without holding the process. Works one piece at a time, so
 * that it is known which one hangs: its thread is ended, the piece fails, and the next one gets a new thread.
 */
export function createMappingThread(options: MappingThreadOptions = {}): MappingThread {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const waiting: Task[] = [];
  let worker: Worker | null = null;
  let nextId = 1;
  let isBusy = false;

  function start(): Worker {
    // Written literally: the build replaces this by the bundled file beside it.
    return new Worker(new URL('./mapping-worker.ts', import.meta.url), {
      name: 'mapping',
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB, stackSizeMb: 4 },
    });
  }

  function next(): void {
    if (isBusy) return;
    const task = waiting.shift();
    if (!task) return void worker?.unref();
    isBusy = true;
    worker ??= start();
    worker.ref();
    work(worker, task);
  }

  function work(running: Worker, task: Task): void {
    const id = nextId;
    nextId += 1;
    const deadline = setTimeout(() => lose('timeout', `took longer than ${timeoutMs} ms`), timeoutMs);
    const finish = (outcomes: readonly MappingOutcome[]): void => {
      clearTimeout(deadline);
      running.off('message', onReply).off('error', onError).off('exit', onExit);
      isBusy = false;
      task.settle(outcomes);
      next();
    };
    const lose = (reason: MappingFaultReason, detail: string): void => {
      if (worker === running) worker = null;
      // A thread that ends over an error tells twice; nobody listens any more.
      running.on('error', () => {});
      void running.terminate();
      finish(failAll(task.work, reason, detail));
    };
    const onReply = (reply: MappingReply): void => {
      if (reply.id === id) finish(reply.outcomes);
    };
    const onError = (error: Error): void => lose(isOutOfMemory(error) ? 'memory' : 'evaluation', error.name);
    const onExit = (): void => lose('evaluation', 'the thread ended');
    running.on('message', onReply).on('error', onError).on('exit', onExit);
    running.postMessage({ id, work: task.work });
  }

  function run(work: MappingWork): Promise<readonly MappingOutcome[]> {
    return new Promise((settle) => {
      waiting.push({ work, settle });
      next();
    });
  }

  return {
    evaluate: (expression, inputs) =>
      inputs.length === 0 ? Promise.resolve([]) : run({ kind: 'evaluate', expression, inputs }),
    async readXml(text) {
      const [outcome] = await run({ kind: 'xml', text });
      return outcome ?? { ok: false, fault: { reason: 'xml', detail: 'no outcome', position: null } };
    },
    async close() {
      const closing = worker;
      worker = null;
      await closing?.terminate();
    },
  };
}

function failAll(work: MappingWork, reason: MappingFaultReason, detail: string): readonly MappingOutcome[] {
  const outcome: MappingOutcome = { ok: false, fault: { reason, detail, position: null } };
  return work.kind === 'xml' ? [outcome] : work.inputs.map(() => outcome);
}

function isOutOfMemory(error: Error): boolean {
  return 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

let shared: MappingThread | null = null;

/** The thread that all shops share. */
export function mappingThread(): MappingThread {
  shared ??= createMappingThread();
  return shared;
}
