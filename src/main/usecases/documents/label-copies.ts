/**
 * Most alike labels in one print job. Printers are given a minute for a job before its outcome counts as unknown, and whoever
 * looks after a fault should not have to count to a thousand.
 */
const MOST_PER_JOB = 50;

/** How many copies each job of so many prints. */
export function copiesPerJob(copies: number): number[] {
  return Array.from({ length: Math.ceil(copies / MOST_PER_JOB) }, (_, index) =>
    Math.min(MOST_PER_JOB, copies - index * MOST_PER_JOB),
  );
}
