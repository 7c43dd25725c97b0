import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** What polls and pushes saw. */

export const trackSightings = sqliteTable(
  'track_sightings',
  {
    shopId: text('shop_id').notNull(),
    externalNumber: text('external_number').notNull(),
    versionMs: integer('version_ms').notNull(),
    seenAtMs: integer('seen_at_ms').notNull(),
    pollAtMs: integer('poll_at_ms'),
    pushAtMs: integer('push_at_ms'),
    isCounted: integer('is_counted').notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.externalNumber, table.versionMs] })],
);

export const trackDays = sqliteTable(
  'track_days',
  {
    shopId: text('shop_id').notNull(),
    dayStartMs: integer('day_start_ms').notNull(),
    pollCount: integer('poll_count').notNull().default(0),
    pushCount: integer('push_count').notNull().default(0),
    pollLateMs: integer('poll_late_ms').notNull().default(0),
    pushLateMs: integer('push_late_ms').notNull().default(0),
    pollMissed: integer('poll_missed').notNull().default(0),
    pushMissed: integer('push_missed').notNull().default(0),
    longestLateMs: integer('longest_late_ms').notNull().default(0),
    lastPushAtMs: integer('last_push_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.dayStartMs] })],
);

/** Which shop a platform's name of a seller means, where one app's pushes tell of several. */
export const pushSellers = sqliteTable(
  'push_sellers',
  {
    channelId: text('channel_id').notNull(),
    seller: text('seller').notNull(),
    shopId: text('shop_id').notNull(),
    learnedAtMs: integer('learned_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.channelId, table.seller] })],
);
