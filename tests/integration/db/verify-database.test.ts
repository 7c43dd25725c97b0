import { describe, expect, it } from 'vitest';
import { displayStatus } from '#core/orders/display-status.ts';
import { readCliTexts } from '#main/app/cli/cli-texts.ts';
import { describeCheck } from '#main/app/cli/work/verify.ts';
import { openDatabase } from '#main/db/open.ts';
import type { OpenDatabase } from '#main/db/open.ts';
import { appendAudit } from '#main/db/repos/append-audit.ts';
import { appendOrderEvent } from '#main/db/repos/append-order-event.ts';
import { verifyDatabase } from '#main/usecases/verify/verify-database.ts';
import type { Language } from '#shared/i18n/languages.ts';
import type { OrderId } from '#shared/model/ids.ts';
import { destroyPage } from '#tests/support/damaged-bed.ts';
import { fillOrder, fillOrders } from '#tests/support/fill-database.ts';
import { openTestDatabase } from '#tests/support/open-test-database.ts';

/** Changes rows as somebody with the key and a database tool could: triggers dropped first. */
function tamper(db: OpenDatabase, ...statements: string[]): void {
  db.connection.exec(
    'DROP TRIGGER order_events_no_update; DROP TRIGGER order_events_no_delete; DROP TRIGGER audit_log_no_update',
  );
  for (const sql of statements) db.connection.exec(sql);
}

function openFilled() {
  const test = openTestDatabase();
  fillOrders(test.db, 5);
  test.db.transaction((tx) => {
    for (let n = 1; n <= 3; n += 1) {
      const event = {
        orderId: 'order-2' as OrderId,
        atMs: n,
        type: 'order.changed',
        actorKind: 'operator',
        actorId: 'Ann',
        source: 's',
        traceId: 't',
      } as const;
      appendOrderEvent(tx, { ...event, data: { z: n, a: { nested: true } } });
      appendAudit(tx, { atMs: n, actorKind: 'operator', actorId: 'Ann', act: 'a', target: 't', data: { n } });
    }
  });
  return test;
}

/** What a check found, in the words of a language. */
function problems(db: OpenDatabase, name: string, language: Language = 'en'): string[] {
  const texts = readCliTexts('resources', language);
  const check = verifyDatabase(db, { deriveStatus: displayStatus }).checks.find((each) => each.name === name);
  return check
    ? describeCheck(texts, check)
        .slice(1)
        .map((line) => line.trim())
    : ['no such check'];
}

describe('verifyDatabase', () => {
  it('does not take the search index for broken on a connection that searched before others wrote', () => {
    using test = openFilled();
    const index = (round: number) =>
      test.db.transaction((tx) => {
        for (let rowid = 1; rowid <= 40; rowid += 1)
          tx.prepare<[number, string]>(
            "INSERT OR REPLACE INTO order_search (rowid, text, shop) VALUES (?, ?, 'abc')",
          ).run(rowid, `parcel ${rowid} of round ${round}`);
      });
    index(0);
    const reader = openDatabase({ file: test.file, key: test.key, mode: 'read-only' });
    expect(reader.prepare("SELECT rowid FROM order_search WHERE order_search MATCH 'parcel'").all()).toHaveLength(40);
    for (let round = 1; round <= 60; round += 1) index(round);
    expect(problems(reader, 'file')).toEqual([]);
    reader.close();
  });

  it('finds nothing wrong with untouched data and says how much it looked at', () => {
    using test = openFilled();
    const report = verifyDatabase(test.db, { deriveStatus: displayStatus });
    expect(report.ok, JSON.stringify(report)).toBe(true);
    expect(report.checks.map((check) => [check.name, check.checked > 0])).toEqual([
      ['file', true],
      ['event-chains', true],
      ['audit-chain', true],
      ['stock-ledger', false],
      ['label-keys', false],
      ['waybills', false],
      ['display-status', true],
      ['order-counts', true],
    ]);
  });

  it.each([
    [
      `UPDATE order_events SET data_json = '{"z":9}' WHERE order_id = 'order-2' AND seq = 3`,
      'Order E2: event 3 was changed afterwards',
    ],
    [
      `UPDATE order_events SET actor_id = 'Bob' WHERE order_id = 'order-2' AND seq = 2`,
      'Order E2: event 2 was changed afterwards',
    ],
    [`DELETE FROM order_events WHERE order_id = 'order-2' AND seq = 2`, 'Order E2: event 2 is missing'],
    [`DELETE FROM order_events WHERE order_id = 'order-3'`, 'Order E3: has no events'],
  ])('shows a timeline that was edited: %s', (sql, problem) => {
    using test = openFilled();
    tamper(test.db, sql);
    expect(problems(test.db, 'event-chains')).toEqual([problem]);
  });

  it('shows an audit entry that was edited', () => {
    using test = openFilled();
    tamper(test.db, `UPDATE audit_log SET actor_id = 'Bob' WHERE seq = 2`);
    expect(problems(test.db, 'audit-chain')).toEqual(['Entry 2 was changed afterwards']);
  });

  it('shows stock that is not the sum of its movements', () => {
    using test = openFilled();
    test.db.connection.exec(`
      INSERT INTO skus (id, code, title, title_en, location, created_at_ms, updated_at_ms) VALUES ('s1', 'A', 'A', '', '', 0, 0), ('s2', 'B', 'B', '', '', 0, 0);
      INSERT INTO stock_movements VALUES (1, 'm1', 'wh', 's1', '', 'counted', 5, 0, NULL, NULL, 0, 'x', '', NULL), (2, 'm2', 'wh', 's1', '', 'reserved', 0, 2, NULL, NULL, 0, 'x', '', 1);
      INSERT INTO stock_levels VALUES ('wh', 's1', '', 5, 2, 2, 2);`);
    expect(problems(test.db, 'stock-ledger')).toEqual([]);
    test.db.connection.exec(
      `UPDATE stock_levels SET on_hand = 6; INSERT INTO stock_levels VALUES ('wh', 's2', '', 1, 0, 1, NULL)`,
    );
    expect(problems(test.db, 'stock-ledger')).toEqual([
      'A in Main: the ledger says 5 (2 reserved), the level says 6 (2 reserved)',
      'B in Main: the ledger says 0 (0 reserved), the level says 1 (0 reserved)',
    ]);
  });

  it('shows a movement that the ledger of its SKU would leave out', () => {
    using test = openFilled();
    test.db.connection.exec(`
      INSERT INTO skus (id, code, title, title_en, location, created_at_ms, updated_at_ms) VALUES ('s1', 'A', 'A', '', '', 0, 0);
      INSERT INTO stock_movements VALUES (1, 'm1', 'wh', 's1', '', 'counted', 5, 0, NULL, NULL, 0, 'x', '', NULL), (2, 'm2', 'wh', 's1', '', 'reserved', 0, 2, NULL, NULL, 0, 'x', '', NULL);
      INSERT INTO stock_levels VALUES ('wh', 's1', '', 5, 2, 2, 1);`);
    expect(problems(test.db, 'stock-ledger')).toEqual([
      'Movement 2: not linked to its neighbours',
      'Movement 2: not linked to its neighbours',
    ]);
  });

  it('shows a second print without a reason', () => {
    using test = openFilled();
    test.db.connection.exec(`
      INSERT INTO devices (id, kind, name, config_json, created_at_ms, updated_at_ms) VALUES ('p', 'printer', 'P', '{}', 0, 0);
      INSERT INTO print_jobs (id, label_key, print_number, kind, device_id, template_id, data_json, content_hash, copies, state, proof, bytes_total, bytes_sent, reason, operator_id, created_at_ms)
      VALUES ('1', 'L', 1, 'label', 'p', 't', '{}', '', 1, 'done', '', 0, 0, NULL, 'o', 0), ('2', 'L', 2, 'label', 'p', 't', '{}', '', 1, 'done', '', 0, 0, 'jam', 'o', 0),
             ('3', 'L', 3, 'label', 'p', 't', '{}', '', 1, 'done', '', 0, 0, '', 'o', 0);`);
    expect(problems(test.db, 'label-keys')).toEqual(['Label L: print 3 without a reason']);
  });

  it('shows a status that does not follow from the order and its holds', () => {
    using test = openFilled();
    test.db.connection.exec(`
      UPDATE orders SET status = 'shipped' WHERE id = 'order-1';
      INSERT INTO order_holds VALUES ('order-4', 'risk', 'r', '{}', 0, 'x');`);
    expect(problems(test.db, 'display-status')).toEqual([
      'Order E1: shows “Shipped”, should show “Ready to pack”',
      'Order E4: holds that stand: 1, counted: 0',
      'Order E4: shows “Ready to pack”, should show “On hold”',
    ]);
    expect(problems(test.db, 'display-status', 'zh-CN')[0]).toBe('订单 E1：显示“已发货”，应为“待打包”');
  });

  it('shows counts that do not fit the orders', () => {
    using test = openFilled();
    test.db.connection.exec(`UPDATE order_counts SET n = 7; INSERT INTO order_counts VALUES ('shop', 'packed', 1)`);
    expect(problems(test.db, 'order-counts').toSorted()).toEqual([
      'Shop, “Packed”: 1 counted along, 0 orders there',
      'Shop, “Ready to pack”: 7 counted along, 5 orders there',
    ]);
  });

  it('shows broken references', () => {
    using test = openFilled();
    test.db.connection.pragma('foreign_keys = OFF');
    test.db.connection.exec(`DELETE FROM orders WHERE id = 'order-5'`);
    expect(problems(test.db, 'file').join()).toContain('points at a missing row of orders');
  });

  it('shortens long lists of problems', () => {
    using test = openTestDatabase();
    fillOrders(test.db, 60);
    test.db.transaction((tx) => fillOrder(tx, 61));
    test.db.connection.exec(`UPDATE orders SET status = 'shipped'`);
    expect(problems(test.db, 'display-status')).toHaveLength(51);
    expect(problems(test.db, 'display-status').at(-1)).toBe('and 11 more');
  });
  it('says of a check whose page is damaged that it could not be made, and makes the others', () => {
    using test = openFilled();
    const root = test.db.pluck<[], number>("SELECT rootpage FROM sqlite_master WHERE name = 'order_events'").get() ?? 0;
    test.db.checkpoint('truncate');
    test.db.close();
    destroyPage(test.dir, root);
    const damaged = openDatabase({ file: test.file, key: test.key, mode: 'read-only' });
    expect(problems(damaged, 'event-chains')).toEqual(['What has to be compared lies on a damaged page']);
    expect(problems(damaged, 'file')[0]).toContain('The database reports');
    expect(problems(damaged, 'stock-ledger')).toEqual([]);
    damaged.close();
  });
});
