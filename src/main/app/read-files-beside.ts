import { setImmediate as nextTurn } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { ImportThreadReply, ImportThreadRequest } from '#main/app/import-messages.ts';
import type { ImportFileReader } from '#main/usecases/imports/import-file-reader.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** A workbook of the largest size that is accepted needs about half of this while it is read. */
const MOST_MEMORY_MB = 1_024;

/** A thread that starts and a message with a whole file hold the event loop for milliseconds each: every turn has a part of it. */
const PART_BYTES = 262_144;

/** Reads files of imports in a thread of their own each, so that nothing else waits for them; it ends with the reading. */
export const readFilesBeside: ImportFileReader = {
  async open(request) {
    const { bytes, ...rest } = request;
    const thread = startThread(request.fileName);
    try {
      const opened = await thread.ask({ kind: 'open', request: rest }, bytes);
      if (opened.kind === 'refused') throw new AppError(opened.code, opened.data);
      if (opened.kind !== 'opened') throw new TypeError(`unexpected answer ${opened.kind}`);
      return {
        ...opened.file,
        async next(count) {
          const reply = await thread.ask({ kind: 'next', count });
          return reply.kind === 'rows' ? reply.rows : [];
        },
        close: () => thread.end(),
      };
    } catch (error) {
      thread.end();
      throw error;
    }
  },
};

function startThread(fileName: string) {
  // Written literally: the build replaces this by the bundled file beside it.
  const worker = new Worker(new URL('./import-worker.ts', import.meta.url), {
    name: 'import',
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
  });
  const online = new Promise<void>((resolve) => void worker.once('online', resolve));
  const post = async (request: ImportThreadRequest, file: Uint8Array): Promise<void> => {
    await online;
    for (let at = 0; at < file.byteLength; at += PART_BYTES) {
      const bytes = new Uint8Array(file.subarray(at, at + PART_BYTES));
      worker.postMessage({ kind: 'part', bytes } satisfies ImportThreadRequest, [bytes.buffer]);
      await nextTurn();
    }
    worker.postMessage(request);
  };
  return {
    /** @throws AppError ERR_IMPORT_FILE_UNREADABLE when the thread dies over the file */
    ask(request: ImportThreadRequest, file: Uint8Array = new Uint8Array()): Promise<ImportThreadReply> {
      return new Promise((resolve, reject) => {
        const lost = (cause: unknown): void => {
          settle();
          reject(new AppError('ERR_IMPORT_FILE_UNREADABLE', { fileName, reason: 'reader_ended' }, { cause }));
        };
        const answered = (reply: ImportThreadReply): void => {
          settle();
          resolve(reply);
        };
        const settle = (): void => {
          worker.off('message', answered).off('error', lost).off('exit', lost);
        };
        worker.on('message', answered).on('error', lost).on('exit', lost);
        void post(request, file);
      });
    },
    end(): void {
      // A thread that ends over an error tells twice; nobody listens any more.
      worker.on('error', () => {});
      void worker.terminate();
    },
  };
}
