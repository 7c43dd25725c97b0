import { writeSync } from 'node:fs';
import { startReady } from '#tests/faults/db/start-in-child.ts';

/** Starts a data folder in which a restore is planned. To be killed. Argument: data folder. */
const [dataDir = ''] = process.argv.slice(2);
writeSync(1, 'begin\n');
const { db } = await startReady(dataDir);
writeSync(1, `ready ${db.pluck<[], number>('SELECT count(*) FROM orders').get() ?? -1}\n`);
