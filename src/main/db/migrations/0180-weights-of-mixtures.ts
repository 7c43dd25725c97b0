import type { Migration } from '#main/db/migrations/migration.ts';

/** Parcels of several things of unknown weight, from which those weights are solved together; and how a weight was learned. */
export const weightsOfMixtures: Migration = {
  id: 180,
  name: 'weights-of-mixtures',
  sql: `
-- grams: all goods of the parcel, without its packaging. Only the newest of each thing are kept.
CREATE TABLE weight_mixtures (
  shipment_id TEXT NOT NULL REFERENCES shipments(id), sku_id TEXT NOT NULL REFERENCES skus(id), quantity INTEGER NOT NULL,
  grams INTEGER NOT NULL, at_ms INTEGER NOT NULL, PRIMARY KEY (shipment_id, sku_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX weight_mixtures_sku ON weight_mixtures (sku_id, at_ms);
-- own: from parcels that tell this one alone; joint: solved from mixtures.
ALTER TABLE learned_weights ADD COLUMN method TEXT NOT NULL DEFAULT 'own';
`,
};
