import { parentPort } from 'node:worker_threads';
import type { ImportThreadReply, ImportThreadRequest } from '#main/app/import-messages.ts';
import { readFilesHere } from '#main/usecases/imports/import-file-reader.ts';
import type { OpenedFile } from '#main/usecases/imports/import-file-reader.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Entry of the thread that reads one file of an import: first all of it, then its rows as they are asked for. */
let opened: OpenedFile | null = null;
const parts: Uint8Array[] = [];

parentPort?.on('message', (request: ImportThreadRequest) => {
  if (request.kind === 'part') parts.push(request.bytes);
  else void (request.kind === 'next' ? handOver(request.count) : open(request));
});

async function handOver(count: number): Promise<void> {
  post({ kind: 'rows', rows: (await opened?.next(count)) ?? [] });
}

async function open({ request }: Extract<ImportThreadRequest, { kind: 'open' }>): Promise<void> {
  try {
    opened = await readFilesHere.open({ ...request, bytes: Buffer.concat(parts.splice(0)) });
    const { next: _next, close: _close, ...file } = opened;
    post({ kind: 'opened', file });
  } catch (error) {
    if (error instanceof AppError) post({ kind: 'refused', code: error.code, data: error.data });
    else throw error;
  }
}

function post(reply: ImportThreadReply): void {
  parentPort?.postMessage(reply);
}
