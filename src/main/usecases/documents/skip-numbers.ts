import type { WriteTx } from '#main/db/handles.ts';

/** More than any store labels between two backups; a 12-digit company prefix still has room for nine such leaps. */
const LEAP = 1_000;

/**
 * After a restore: numbers that were given since the backup was made stand on paper that this database knows nothing of.
 * Every series goes on behind them.
 */
export function skipNumbers(tx: WriteTx): void {
  tx.prepare<[number]>('UPDATE number_series SET last = last + ?').run(LEAP);
}
