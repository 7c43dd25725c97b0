import { parentPort } from 'node:worker_threads';
import type { ImportThreadReply, ImportThreadRequest } from '#main/app/import-messages.ts';
import { checkFile } from '#main/usecases/imports/check-file.ts';
import type { CheckedRow } from '#main/usecases/imports/check-file.ts';
import { AppError } from '#shared/errors/app-error.ts';

/** Entry of the thread that reads one file of an import: first all of it, then its rows as they are asked for. */
let rows: readonly CheckedRow[] = [];
let at = 0;

parentPort?.on('message', (request: ImportThreadRequest) => {
  if (request.kind === 'next') {
    at += request.count;
    post({ kind: 'rows', rows: rows.slice(at - request.count, at) });
  } else void open(request);
});

async function open({ request }: Extract<ImportThreadRequest, { kind: 'open' }>): Promise<void> {
  try {
    const checked = await checkFile(request);
    rows = checked.rows;
    post({ kind: 'opened', file: { ...checked, rows: [] } });
  } catch (error) {
    if (error instanceof AppError) post({ kind: 'refused', code: error.code, data: error.data });
    else throw error;
  }
}

function post(reply: ImportThreadReply): void {
  parentPort?.postMessage(reply);
}
