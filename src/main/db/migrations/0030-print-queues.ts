import type { Migration } from '#main/db/migrations/migration.ts';

/**
 * A queue per printer that can be stopped and rearranged, and batches that keep their order. Prints that were queued before
 * keep the place that they had: the order in which they were written down.
 */
export const printQueues: Migration = {
  id: 30,
  name: 'print-queues',
  sql: `
CREATE TABLE print_batches (
  id TEXT PRIMARY KEY, kind TEXT NOT NULL, order_json TEXT NOT NULL, operator_id TEXT NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT;
CREATE INDEX print_batches_newest ON print_batches (created_at_ms DESC);
-- No row: the queue runs, and nothing takes over for its printer.
CREATE TABLE print_queues (
  device_id TEXT PRIMARY KEY REFERENCES devices(id), mode TEXT NOT NULL DEFAULT 'running', changed_by TEXT, changed_at_ms INTEGER,
  failover_device_id TEXT REFERENCES devices(id), failover_after_ms INTEGER
) STRICT, WITHOUT ROWID;
ALTER TABLE print_jobs ADD COLUMN queue_position INTEGER NOT NULL DEFAULT 0;
ALTER TABLE print_jobs ADD COLUMN batch_id TEXT REFERENCES print_batches(id);
ALTER TABLE print_jobs ADD COLUMN batch_position INTEGER;
UPDATE print_jobs SET queue_position = rowid;
CREATE INDEX print_jobs_waiting ON print_jobs (device_id, queue_position) WHERE state IN ('queued', 'blocked') AND bytes_sent = 0;
CREATE INDEX print_jobs_position ON print_jobs (queue_position);
CREATE INDEX print_jobs_batch ON print_jobs (batch_id, batch_position, print_number) WHERE batch_id IS NOT NULL;
CREATE INDEX print_jobs_asking ON print_jobs (batch_id) WHERE batch_id IS NOT NULL AND state IN ('unconfirmed', 'interrupted', 'failed');
`,
};
