import type { Migration } from '#main/db/migrations/migration.ts';

/** The waybill of a parcel is asked for with each scan and for each print job; it was found by reading all waybills. */
export const waybillLookups: Migration = {
  id: 90,
  name: 'waybill-lookups',
  sql: `
CREATE INDEX waybills_shipment ON waybills (shipment_id);
-- Parcels that wait to be handed over: few beside all that ever left.
CREATE INDEX shipments_held ON shipments (id) WHERE state IN ('packed', 'labelled');
`,
};
