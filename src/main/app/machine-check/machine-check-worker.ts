import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { examineParts } from '#main/app/cli/doctor/examine-parts.ts';

/** Entry of the thread that loads every native package once and draws a label; it ends with its answer. */
const { dataDir } = z.object({ dataDir: z.string() }).parse(workerData);
parentPort?.postMessage(await examineParts(dataDir));
