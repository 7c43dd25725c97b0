import { Worker } from 'node:worker_threads';
import type { WorkbookOrder } from '#main/documents/customs-data/write-workbook.ts';

/** Writes a workbook in a thread of its own. @throws Error when the thread ends without it */
export function writeWorkbookBeside(order: WorkbookOrder): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    // Written literally: the build replaces this by the bundled file beside it.
    const worker = new Worker(new URL('./workbook-worker.ts', import.meta.url), {
      name: 'workbook',
      workerData: order,
    });
    worker.once('message', (bytes: Uint8Array) => resolve(bytes));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread of the workbook ended with ${code}`)));
  });
}
