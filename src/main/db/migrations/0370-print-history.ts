import type { Migration } from '#main/db/migrations/migration.ts';

/** The print history is read by time, also of one printer or one kind: all that it is picked by stands in the index. */
export const printHistory: Migration = {
  id: 370,
  name: 'print-history',
  sql: `
CREATE INDEX print_jobs_time ON print_jobs (created_at_ms, id, device_id, kind);
`,
};
