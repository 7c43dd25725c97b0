import { implement } from '@orpc/server';
import type { Services } from '#main/app/services.ts';
import type { CallContext } from '#main/rpc/call-context.ts';
import { checkScope, logCall } from '#main/rpc/middleware.ts';
import { createSessions } from '#main/rpc/session.ts';
import type { Serving } from '#main/rpc/serving.ts';
import type { ServedRouter } from '#main/rpc/wire-server.ts';
import type { UseCaseLog } from '#main/usecases/use-case-context.ts';
import { AppError } from '#shared/errors/app-error.ts';
import { stubContract } from '#tests/support/rpc/stub-contract.ts';

export interface LogLine {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly data: object;
  readonly message: string;
}

/** What the stub's procedures did, for the tests to look at. */
export interface StubBooks {
  /** Streams and waits that run now. */
  running: number;
  /** Numbers made by `count`, over all clients. */
  produced: number;
  readonly log: LogLine[];
}

export interface StubServing extends Serving<ServedRouter> {
  readonly books: StubBooks;
}

/** Serves {@link stubContract}: the whole boundary without the product behind it. */
export function createStubServing(instanceId = 'run-1'): StubServing {
  const books: StubBooks = { running: 0, produced: 0, log: [] };
  let traces = 0;
  return {
    router: stubRouter(books),
    services: {} as Services,
    sessions: createSessions({ signInRequired: () => true }),
    log: recordingLog(books.log),
    instanceId,
    newTraceId: () => `trace-${(traces += 1)}`,
    books,
  };
}

function stubRouter(books: StubBooks) {
  const base = implement(stubContract).$context<CallContext>().use(logCall).use(checkScope);
  return base.router({
    echo: base.echo.handler(({ input }) => input),
    fail: base.fail.handler(({ input }) => fail(input.how)),
    count: base.count.handler(async function* ({ input }) {
      books.running += 1;
      try {
        for (let n = 0; n < input.to; n += 1) {
          books.produced += 1;
          yield { n, padding: 'x'.repeat(input.padding) };
        }
      } finally {
        books.running -= 1;
      }
    }),
    file: base.file.handler(({ input }) => input.file),
    wait: base.wait.handler(async ({ signal }) => {
      books.running += 1;
      await new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
      books.running -= 1;
      return { ok: true };
    }),
    read: base.read.handler(({ input, context }) => ({ id: input.id, by: context.session.actor()?.name ?? 'nobody' })),
    operate: base.operate.handler(() => ({ ok: true })),
    administer: base.administer.handler(() => ({ ok: true })),
    finishFirstRun: base.finishFirstRun.handler(() => ({ ok: true })),
  });
}

function fail(how: 'coded' | 'defect' | 'output'): { ok: boolean } {
  if (how === 'coded') throw new AppError('ERR_ORDER_UNKNOWN', { number: '7788' });
  if (how === 'defect') throw new Error('secret detail: /home/packer/.key');
  const broken: { ok: boolean } = JSON.parse('{"ok":"not a boolean"}');
  return broken;
}

function recordingLog(lines: LogLine[]): UseCaseLog {
  const at = (level: LogLine['level']) => (data: object, message: string) => void lines.push({ level, data, message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
