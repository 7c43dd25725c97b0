import type { Migration } from '#main/db/migrations/migration.ts';

/** Which shop is meant by the name that a platform gives its seller, where one app's pushes tell of several. */
export const pushSellers: Migration = {
  id: 375,
  name: 'push-sellers',
  sql: `
CREATE TABLE push_sellers (
  channel_id TEXT NOT NULL, seller TEXT NOT NULL, shop_id TEXT NOT NULL REFERENCES shops(id), learned_at_ms INTEGER NOT NULL,
  PRIMARY KEY (channel_id, seller)
) STRICT, WITHOUT ROWID;`,
};
