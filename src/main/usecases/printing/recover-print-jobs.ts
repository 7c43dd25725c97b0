import type { Act } from '#main/usecases/actor.ts';
import { OPEN, UNDER_WAY } from '#main/usecases/printing/print-job-rows.ts';
import { recordPrintProgress } from '#main/usecases/printing/record-print-progress.ts';
import type { UseCaseContext } from '#main/usecases/use-case-context.ts';

/**
 * At start: a print that was under way when the PC or the backend died has an unknown outcome and waits for a person.
 * Nothing is sent again by itself once its first byte may have left (promise P2). Jobs that were only queued or blocked
 * before their first byte go on by themselves.
 * @returns how many prints wait for a decision.
 */
export function recoverPrintJobs(context: UseCaseContext, act: Act): number {
  return context.db.transaction((tx) => {
    const cut = tx
      .prepare<[], { id: string; bytes_sent: number }>(
        // What is under way is open too; said for the index, so that years of finished prints are not read at each start.
        `SELECT p.id, p.bytes_sent FROM print_jobs p WHERE ${OPEN} AND ${UNDER_WAY}`,
      )
      .all();
    for (const job of cut) {
      recordPrintProgress(tx, context, act, job.id, {
        state: 'unconfirmed',
        bytesSent: job.bytes_sent,
        problem: { code: 'ERR_PRINT_OUTCOME_UNKNOWN', data: { bytesSent: job.bytes_sent } },
      });
    }
    return cut.length;
  });
}
