import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';

/** The platform's counts beside ours, hour by hour and day by day. */

export const reconHours = sqliteTable(
  'recon_hours',
  {
    shopId: text('shop_id').notNull(),
    hourStartMs: integer('hour_start_ms').notNull(),
    platformCount: integer('platform_count').notNull().default(0),
    localCount: integer('local_count').notNull().default(0),
    platformMinor: integer('platform_minor'),
    localMinor: integer('local_minor'),
    checkedAtMs: integer('checked_at_ms'),
    nextCheckAtMs: integer('next_check_at_ms'),
    failureJson: text('failure_json'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.hourStartMs] })],
);

export const reconFindings = sqliteTable(
  'recon_findings',
  {
    shopId: text('shop_id').notNull(),
    hourStartMs: integer('hour_start_ms').notNull(),
    kind: text('kind').notNull(),
    externalNumber: text('external_number').notNull(),
    reason: text('reason').notNull(),
    platformMinor: integer('platform_minor'),
    localMinor: integer('local_minor'),
    foundAtMs: integer('found_at_ms').notNull(),
    settledAtMs: integer('settled_at_ms'),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.hourStartMs, table.kind, table.externalNumber] })],
);

export const reconReports = sqliteTable(
  'recon_reports',
  {
    shopId: text('shop_id').notNull(),
    dayStartMs: integer('day_start_ms').notNull(),
    dayEndMs: integer('day_end_ms').notNull(),
    hours: integer('hours').notNull(),
    checkedHours: integer('checked_hours').notNull(),
    platformCount: integer('platform_count').notNull(),
    localCount: integer('local_count').notNull(),
    platformMinor: integer('platform_minor'),
    localMinor: integer('local_minor'),
    currency: text('currency').notNull(),
    missedCount: integer('missed_count').notNull(),
    openCount: integer('open_count').notNull(),
    explainedCount: integer('explained_count').notNull(),
    isFinal: integer('is_final').notNull(),
    madeAtMs: integer('made_at_ms').notNull(),
  },
  (table) => [primaryKey({ columns: [table.shopId, table.dayStartMs] })],
);

export const reconInvestigations = sqliteTable('recon_investigations', {
  id: text('id').primaryKey(),
  shopId: text('shop_id').notNull(),
  dayStartMs: integer('day_start_ms').notNull(),
  dayEndMs: integer('day_end_ms').notNull(),
  platformCount: integer('platform_count').notNull(),
  differenceCount: integer('difference_count').notNull(),
  openedAtMs: integer('opened_at_ms').notNull(),
  closedAtMs: integer('closed_at_ms'),
  closedBy: text('closed_by'),
  closeReason: text('close_reason'),
});

export const reconSteps = sqliteTable(
  'recon_steps',
  {
    investigationId: text('investigation_id').notNull(),
    step: text('step').notNull(),
    doneAtMs: integer('done_at_ms').notNull(),
    doneBy: text('done_by').notNull(),
  },
  (table) => [primaryKey({ columns: [table.investigationId, table.step] })],
);
