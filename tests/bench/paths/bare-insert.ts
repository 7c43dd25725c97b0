import type { OpenDatabase } from '#main/db/open.ts';
import { openFreshDatabase } from '../data/fresh-database.ts';
import { fillShops } from '../data/fill-shops.ts';

/** What an intake writes, in the order in which it writes it for one order; the counts are written by triggers. */
const TABLES = [
  { name: 'raw_messages', orderColumn: 'order_id' },
  { name: 'orders', orderColumn: 'id' },
  { name: 'order_recipients', orderColumn: 'order_id' },
  { name: 'order_lines', orderColumn: 'order_id' },
  { name: 'external_ids', orderColumn: 'order_id' },
  { name: 'order_holds', orderColumn: 'order_id' },
  { name: 'order_events', orderColumn: 'order_id' },
  { name: 'stock_movements', orderColumn: 'order_id' },
] as const;

type Row = Readonly<Record<string, unknown>>;
interface RowsOfOrder {
  readonly table: number;
  readonly values: readonly unknown[];
}

/**
 * The bare rate of SQLite: exactly the rows that an intake left in `filled`, written into an empty database with the same
 * schema (indexes, foreign keys and triggers included), cipher, `synchronous` and orders per transaction, by prepared
 * statements of the driver itself. Nothing is read, hashed, parsed or compressed.
 * @returns orders per second
 */
export function bareInsertRate(filled: OpenDatabase, ordersPerTransaction: number): number {
  const columns = TABLES.map((table) => columnsOf(filled, table.name));
  const orders = rowsByOrder(filled, columns);
  using empty = openFreshDatabase();
  empty.transaction(fillShops);
  const inserts = TABLES.map((table, index) => {
    const names = columns[index] ?? [];
    return empty.connection.prepare(
      `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    );
  });
  const due = empty.connection.prepare(
    'INSERT INTO order_search_due (list_key) SELECT list_key FROM orders WHERE id = ?',
  );
  const started = performance.now();
  for (let first = 0; first < orders.length; first += ordersPerTransaction) {
    empty.connection.exec('BEGIN IMMEDIATE');
    for (const { id, rows } of orders.slice(first, first + ordersPerTransaction)) {
      for (const { table, values } of rows) inserts[table]?.run(...values);
      due.run(id);
    }
    empty.connection.exec('COMMIT');
  }
  return (orders.length / (performance.now() - started)) * 1000;
}

function columnsOf(db: OpenDatabase, table: string): string[] {
  const columns = db.pluck<[], string>(`SELECT name FROM pragma_table_info('${table}')`).all();
  // The ledger numbers its rows itself; those of the stock count are there already.
  return columns.filter((column) => column !== 'seq' || table !== 'stock_movements');
}

function rowsByOrder(db: OpenDatabase, columns: readonly (readonly string[])[]): { id: string; rows: RowsOfOrder[] }[] {
  const orders = new Map<string, RowsOfOrder[]>();
  for (const id of db.pluck<[], string>('SELECT id FROM orders ORDER BY id').all()) orders.set(id, []);
  TABLES.forEach((table, index) => {
    const names = columns[index] ?? [];
    const read = db.prepare<[], Row>(`SELECT * FROM ${table.name} WHERE ${table.orderColumn} IS NOT NULL`);
    for (const row of read.iterate()) {
      orders.get(String(row[table.orderColumn]))?.push({ table: index, values: names.map((name) => row[name]) });
    }
  });
  return [...orders].map(([id, rows]) => ({ id, rows }));
}
