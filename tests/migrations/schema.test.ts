import { getTableColumns, getTableName, is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { describe, expect, it } from 'vitest';
import * as alerts from '#main/db/schema/alerts.ts';
import * as afterSales from '#main/db/schema/after-sales.ts';
import * as cleaning from '#main/db/schema/cleaning.ts';
import * as customsData from '#main/db/schema/customs-data.ts';
import * as customsDesk from '#main/db/schema/customs-desk.ts';
import * as customsGoods from '#main/db/schema/customs-goods.ts';
import * as customsRules from '#main/db/schema/customs-rules.ts';
import * as customsPapers from '#main/db/schema/customs-papers.ts';
import * as documents from '#main/db/schema/documents.ts';
import * as imports from '#main/db/schema/imports.ts';
import * as jobs from '#main/db/schema/jobs.ts';
import * as orders from '#main/db/schema/orders.ts';
import * as packing from '#main/db/schema/packing.ts';
import * as payments from '#main/db/schema/payments.ts';
import * as people from '#main/db/schema/people.ts';
import * as printing from '#main/db/schema/printing.ts';
import * as reconciliation from '#main/db/schema/reconciliation.ts';
import * as relay from '#main/db/schema/relay.ts';
import * as replays from '#main/db/schema/replays.ts';
import * as shopListings from '#main/db/schema/shop-listings.ts';
import * as shops from '#main/db/schema/shops.ts';
import * as stock from '#main/db/schema/stock.ts';
import * as httpTemplates from '#main/db/schema/http-templates.ts';
import * as stockPush from '#main/db/schema/stock-push.ts';
import * as templates from '#main/db/schema/templates.ts';
import * as tracks from '#main/db/schema/tracks.ts';
import * as weighing from '#main/db/schema/weighing.ts';
import * as system from '#main/db/schema/system.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

const AREAS = [
  alerts,
  afterSales,
  cleaning,
  customsData,
  customsDesk,
  customsGoods,
  customsRules,
  customsPapers,
  documents,
  httpTemplates,
  imports,
  jobs,
  orders,
  packing,
  payments,
  people,
  printing,
  reconciliation,
  relay,
  replays,
  shopListings,
  shops,
  stock,
  stockPush,
  system,
  templates,
  tracks,
  weighing,
];
const TABLES = AREAS.flatMap((area) => Object.values(area)).filter((value) => is(value, SQLiteTable));

interface ColumnShape {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly key: boolean;
}

function byName(a: ColumnShape, b: ColumnShape): number {
  return a.name < b.name ? -1 : 1;
}

function typedColumns(table: SQLiteTable): ColumnShape[] {
  const composite = getTableConfig(table).primaryKeys.flatMap((key) => key.columns.map((column) => column.name));
  return Object.values(getTableColumns(table))
    .map((column) => ({
      name: column.name,
      type: column.getSQLType().toUpperCase(),
      required: column.notNull,
      key: column.primary || composite.includes(column.name),
    }))
    .toSorted(byName);
}

function migratedColumns(db: OpenDatabase, table: string): ColumnShape[] {
  return db
    .prepare<[], { name: string; type: string; notnull: number; pk: number }>(`PRAGMA table_info(${table})`)
    .all()
    .map((column) => ({
      name: column.name,
      type: column.type,
      required: column.notnull === 1 || column.pk > 0,
      key: column.pk > 0,
    }))
    .toSorted(byName);
}

function migratedTables(db: OpenDatabase): string[] {
  return db
    .prepare<[], { name: string; type: string; strict: number }>('PRAGMA main.table_list')
    .all()
    .filter(
      (table) => table.type === 'table' && !table.name.startsWith('sqlite_') && table.name !== 'schema_migrations',
    )
    .map((table) => table.name)
    .toSorted();
}

describe('the typed schema', () => {
  it('names exactly the tables of a migrated database', () => {
    using test = openTestDatabase();
    expect(TABLES.map(getTableName).toSorted()).toEqual(migratedTables(test.db));
  });

  it.each(TABLES.map((table) => [getTableName(table), table] as const))('has the columns of %s', (name, table) => {
    using test = openTestDatabase();
    expect(typedColumns(table)).toEqual(migratedColumns(test.db, name));
  });
});

describe('the migrated database', () => {
  it('has strict tables only, so that no text hides in a number', () => {
    using test = openTestDatabase();
    const loose = test.db
      .prepare<[], { name: string; type: string; strict: number }>('PRAGMA main.table_list')
      .all()
      .filter((table) => table.type === 'table' && table.strict === 0 && !table.name.startsWith('sqlite_'));
    expect(loose).toEqual([]);
  });

  it('finds due jobs, the end of a timeline and outside numbers through an index', () => {
    using test = openTestDatabase();
    const planOf = (sql: string) =>
      test.db
        .prepare<[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all()
        .map((step) => step.detail)
        .join('; ');
    expect(
      planOf(
        `SELECT id FROM jobs WHERE state IN ('waiting', 'leased') AND topic = 't' AND due_at_ms <= 5 ORDER BY due_at_ms, id`,
      ),
    ).toMatch(/jobs_due(?!.*TEMP B-TREE)/);
    expect(planOf(`SELECT hash FROM order_events WHERE order_id = 'o' ORDER BY seq DESC LIMIT 1`)).toMatch(
      /PRIMARY KEY(?!.*TEMP B-TREE)/,
    );
    expect(planOf(`SELECT order_id FROM external_ids WHERE value = 'x'`)).toContain('PRIMARY KEY');
  });
});
