import { Worker } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { RasterReply, RasterRequest, RasterResult, RasterWork } from '#main/documents/raster-messages.ts';

/** One worker thread and the labels that it owes. */
export interface RasterThread {
  readonly pending: number;
  /** @throws AppError ERR_LABEL_* */
  run(work: RasterWork): Promise<RasterResult>;
  close(): Promise<void>;
}

interface Debt {
  readonly work: RasterWork;
  readonly resolve: (result: RasterResult) => void;
  readonly reject: (error: Error) => void;
  /** How many threads have died over this label. */
  deaths: number;
}

/** Drawing has no effects, so a label whose thread died is tried once more on a new one. */
const MOST_DEATHS = 1;

/** Its pictures lie outside of its heap; a little room for what is young keeps it small. */
const LIMITS = { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 };

/** The library would read all fonts of the system for each thread (some 15 MB where there are 150); labels take none of them. */
const NO_SYSTEM_FONTS = { DISABLE_SYSTEM_FONTS_LOAD: '1' };

export function createRasterThread(): RasterThread {
  const debts = new Map<number, Debt>();
  let nextId = 1;
  let worker: Worker | null = null;

  function start(): Worker {
    // Written literally: the build replaces this by the bundled file beside it.
    const started = new Worker(new URL('./raster-worker.ts', import.meta.url), {
      name: 'raster',
      env: { ...process.env, ...NO_SYSTEM_FONTS },
      resourceLimits: LIMITS,
    });
    started.on('message', settle);
    started.on('error', (error) => revive(started, error));
    started.on('exit', () => revive(started, new Error('The raster thread ended.')));
    return started;
  }

  function settle(reply: RasterReply): void {
    const debt = debts.get(reply.id);
    debts.delete(reply.id);
    if (debts.size === 0) worker?.unref();
    if (!debt) return;
    if ('result' in reply) debt.resolve(reply.result);
    else if ('error' in reply) debt.reject(new AppError(reply.error.code, reply.error.data));
    else debt.reject(new Error(reply.fault));
  }

  function revive(dead: Worker, error: unknown): void {
    if (worker !== dead) return;
    worker = null;
    for (const [id, debt] of debts) {
      debt.deaths += 1;
      if (debt.deaths > MOST_DEATHS) {
        debts.delete(id);
        debt.reject(error instanceof Error ? error : new Error(String(error)));
      } else post(id, debt.work);
    }
  }

  function post(id: number, work: RasterWork): void {
    worker ??= start();
    worker.ref();
    worker.postMessage({ id, work } satisfies RasterRequest);
  }

  return {
    get pending() {
      return debts.size;
    },
    run: (work) =>
      new Promise((resolve, reject) => {
        const id = nextId;
        nextId += 1;
        debts.set(id, { work, resolve, reject, deaths: 0 });
        post(id, work);
      }),
    async close() {
      const closing = worker;
      worker = null;
      await closing?.terminate();
      for (const debt of debts.values()) debt.reject(new Error('The raster pool was closed.'));
      debts.clear();
    },
  };
}
