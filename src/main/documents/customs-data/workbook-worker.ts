import { parentPort, workerData } from 'node:worker_threads';
import { writeWorkbook } from '#main/documents/customs-data/write-workbook.ts';
import type { WorkbookOrder } from '#main/documents/customs-data/write-workbook.ts';

/** Entry of the thread that writes one workbook: a thousand orders take a second, in which packing must not stand still. */
const bytes = await writeWorkbook(workerData as WorkbookOrder);
parentPort?.postMessage(bytes, [bytes.buffer]);
