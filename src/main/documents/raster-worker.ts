import { parentPort } from 'node:worker_threads';
import { AppError } from '#shared/errors/app-error.ts';
import { drawLabel } from '#main/documents/draw-label.ts';
import type { RasterReply, RasterRequest } from '#main/documents/raster-messages.ts';

/** Entry of a raster worker thread: one label after the other, away from the event loop of the backend. */
parentPort?.on('message', ({ id, order }: RasterRequest) => {
  void drawLabel(order).then(
    (label) => parentPort?.postMessage({ id, label } satisfies RasterReply),
    (error: unknown) => parentPort?.postMessage(failure(id, error)),
  );
});

function failure(id: number, error: unknown): RasterReply {
  if (error instanceof AppError) return { id, error: { code: error.code, data: error.data } };
  return { id, fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
