import { parentPort } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import type { RasterReply, RasterRequest } from '#main/documents/raster-messages.ts';
import { doRasterWork } from '#main/documents/raster-work.ts';

/** Entry of a raster worker thread: one label after the other, away from the event loop of the backend. */
parentPort?.on('message', ({ id, work }: RasterRequest) => {
  void doRasterWork(work).then(
    (result) => parentPort?.postMessage({ id, result } satisfies RasterReply),
    (error: unknown) => parentPort?.postMessage(failure(id, error)),
  );
});

function failure(id: number, error: unknown): RasterReply {
  if (error instanceof AppError) return { id, error: { code: error.code, data: error.data } };
  return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
