import type { Migration } from '#main/db/migrations/migration.ts';

/** When a parcel got its label, which is what a station counts of its day. */
export const labelledParcels: Migration = {
  id: 425,
  name: 'labelled-parcels',
  sql: `
ALTER TABLE shipments ADD COLUMN labelled_at_ms INTEGER;
-- Only the day that runs is counted, so older parcels need no time; that of the label was not kept, the box was closed shortly before.
UPDATE shipments SET labelled_at_ms = packed_at_ms
WHERE state IN ('labelled', 'shipped') AND packed_at_ms > (SELECT MAX(packed_at_ms) FROM shipments) - 172800000;
-- Asked for with each scan.
DROP INDEX shipments_packed;
CREATE INDEX shipments_labelled ON shipments (station_id, labelled_at_ms);
`,
};
