import { parentPort, workerData } from 'node:worker_threads';
import { connect } from '#main/db/connect.ts';
import type { CheckpointAnswer, CheckpointSetup } from '#main/db/checkpoint-thread.ts';

const { file, key } = workerData as CheckpointSetup;
/** It reads the WAL itself and keeps no pages. */
const connection = connect({ file, key, mode: 'read-write', cacheKib: 64 });

parentPort?.on('message', () => {
  const answer: CheckpointAnswer = copyWal();
  parentPort?.postMessage(answer);
});

/** `PASSIVE` takes what no reader needs any more and waits for nobody. */
function copyWal(): CheckpointAnswer {
  try {
    connection.pragma('wal_checkpoint(PASSIVE)');
    return { problem: null };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}
