import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteApiNotice } from '#main/usecases/alerts/note-api-notice.ts';
import { notePullFailed, notePullRead } from '#main/usecases/alerts/pull-streaks.ts';
import { expectedOrders } from '#main/usecases/alerts/expected-orders.ts';
import { HOUR_MS, MINUTE_MS, openAlertsBed } from '#tests/integration/alerts/alerts-bed.ts';
import type { AlertsBed } from '#tests/integration/alerts/alerts-bed.ts';
import { SYSTEM_ACT, paidDraft } from '#tests/support/use-case-bed.ts';
import type { CleaningDefinition } from '#shared/model/cleaning.ts';
import { saveRule, setRuleState } from '#main/usecases/cleaning/manage-rules.ts';
import { startUndo } from '#main/usecases/cleaning/manage-runs.ts';
import { ensureBuiltInRules } from '#main/usecases/cleaning/rule-rows.ts';
import { recordMachineCheck } from '#main/usecases/system/machine-checks.ts';

const DAY_MS = 24 * HOUR_MS;
const WEEK_MS = 7 * DAY_MS;

let bed: AlertsBed;
beforeEach(() => {
  bed = openAlertsBed();
});
afterEach(() => bed.close());

const write = (sql: string, ...values: (string | number | null)[]) =>
  bed.context.db.transaction((tx) => tx.prepare<(string | number | null)[]>(sql).run(...values));
const standing = () =>
  bed
    .alerts()
    .filter(({ state }) => state !== 'resolved')
    .map(({ kind, subject, severity, facts }) => ({ kind, subject, severity, facts }));
const failPull = () => {
  write(
    `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, failure_json) VALUES ('s1', 'orders', 0, ?) ON CONFLICT (shop_id, stream) DO NOTHING`,
    JSON.stringify({ code: 'ERR_CHANNEL_AUTH', data: { vendorCode: '27', vendorText: 'Invalid session' } }),
  );
  bed.context.db.transaction((tx) => notePullFailed(tx, 's1', bed.time.nowMs()));
};
/** One pull that read the five minutes before now. */
const readPull = (messages: number) =>
  bed.context.db.transaction((tx) =>
    notePullRead(tx, 's1', { fromMs: bed.time.nowMs() - 5 * MINUTE_MS, toMs: bed.time.nowMs() }, messages),
  );

describe('pulls that fail', () => {
  it('are an alert from the second in a row, with the platform’s words, until one goes well', async () => {
    failPull();
    await bed.look();
    expect(standing()).toEqual([]);
    failPull();
    await bed.look();
    expect(standing()).toMatchObject([
      {
        kind: 'pull_failed',
        subject: 's1',
        facts: { code: 'ERR_CHANNEL_AUTH', vendorText: 'Invalid session', sinceAtMs: bed.time.nowMs() },
      },
    ]);
    readPull(0);
    await bed.look();
    expect(standing()).toEqual([]);
  });

  it('are counted anew after one that went well', async () => {
    failPull();
    readPull(1);
    failPull();
    await bed.look();
    expect(standing()).toEqual([]);
  });

  it('are none of a shop that is switched off', async () => {
    failPull();
    failPull();
    write("UPDATE shops SET enabled = 0 WHERE id = 's1'");
    await bed.look();
    expect(standing()).toEqual([]);
  });
});

describe('pulls that bring nothing', () => {
  /** So many orders an hour at this time of the week, in each of the weeks before, by the ledger. */
  const habit = (perHour: number, weeks: number) => {
    bed.addSku('A', 1_000);
    const firstMs = bed.time.nowMs() - weeks * WEEK_MS - 2 * HOUR_MS;
    bed.intake([paidDraft('FIRST', 'A', 1, { paidAtMs: firstMs, placedAtMs: firstMs })]);
    for (let week = 1; week <= weeks; week += 1)
      for (const hour of [0, 1])
        write(
          "INSERT INTO recon_hours (shop_id, hour_start_ms, platform_count, checked_at_ms) VALUES ('s1', ?, ?, 1)",
          thisHour() - week * WEEK_MS + hour * HOUR_MS,
          perHour,
        );
  };
  const thisHour = () => Math.floor(bed.time.nowMs() / HOUR_MS) * HOUR_MS;
  const silence = async (pulls: number) => {
    for (let pull = 0; pull < pulls; pull += 1) {
      bed.time.advance(5 * MINUTE_MS);
      readPull(0);
    }
    await bed.look();
  };

  it('are an alert only when the same hours of the last weeks brought enough, and it says how many', async () => {
    habit(60, 4);
    await silence(1);
    expect(standing()).toEqual([]);
    await silence(1);
    expect(standing()).toMatchObject([{ kind: 'pull_empty', facts: { expected: 10, weeks: 4 } }]);
    readPull(1);
    await bed.look();
    expect(standing()).toEqual([]);
  });

  it('are no news for a shop that sells little', async () => {
    habit(6, 4);
    await silence(6);
    expect(standing()).toEqual([]);
  });

  it('are no news for a shop without habits', async () => {
    habit(60, 1);
    await silence(3);
    expect(standing()).toEqual([]);
  });

  it('are judged by the platform’s own count where the ledger has it, by the orders here elsewhere', () => {
    habit(0, 3);
    write('DELETE FROM recon_hours');
    const paid = (number: string, week: number, minute: number) => {
      const paidAtMs = thisHour() - week * WEEK_MS + minute * MINUTE_MS;
      return paidDraft(number, 'A', 1, { paidAtMs, placedAtMs: paidAtMs });
    };
    bed.intake([paid('A', 1, 5), paid('B', 1, 55), paid('C', 2, 30), paid('D', 2, 65), paid('E', 3, 1)]);
    const expected = () =>
      expectedOrders(bed.context.read, 's1', { fromMs: thisHour(), toMs: thisHour() + HOUR_MS }, 4);
    expect(expected()).toEqual({ orders: 4 / 3, weeks: 3 });
    write(
      "INSERT INTO recon_hours (shop_id, hour_start_ms, platform_count, checked_at_ms) VALUES ('s1', ?, 11, 1)",
      thisHour() - WEEK_MS,
    );
    expect(expected()).toEqual({ orders: 13 / 3, weeks: 3 });
    // A quarter of an hour is a quarter of its orders.
    const span = { fromMs: thisHour(), toMs: thisHour() + HOUR_MS / 4 };
    expect(expectedOrders(bed.context.read, 's1', span, 1)).toBeNull();
    expect(expectedOrders(bed.context.read, 's1', span, 2)).toEqual({ orders: 12 / 4 / 2, weeks: 2 });
  });
});

describe('access', () => {
  const access = (change: object) => {
    bed.live.accessOf = () => ({
      accessUntilMs: bed.time.nowMs() + 3 * DAY_MS,
      refreshUntilMs: null,
      renewsItself: false,
      problem: null,
      ...change,
    });
  };

  it('that ends within the days that are set is a warning, and critical once it is over', async () => {
    access({ accessUntilMs: bed.time.nowMs() + 8 * DAY_MS });
    await bed.look();
    expect(standing()).toEqual([]);
    access({});
    await bed.look();
    expect(standing()).toMatchObject([{ kind: 'token_expiring', severity: 'warning', facts: { state: 'soon' } }]);
    access({ accessUntilMs: bed.time.nowMs() - 1 });
    await bed.look();
    expect(standing()).toMatchObject([{ severity: 'critical', facts: { state: 'over' } }]);
  });

  it('that renews itself is an alert only when that fails, or when the right to renew it ends', async () => {
    access({ renewsItself: true, refreshUntilMs: bed.time.nowMs() + 90 * DAY_MS });
    await bed.look();
    expect(standing()).toEqual([]);
    access({ renewsItself: true, problem: { code: 'ERR_CHANNEL_AUTH', data: {} } });
    await bed.look();
    expect(standing()).toMatchObject([{ kind: 'token_expiring', facts: { code: 'ERR_CHANNEL_AUTH' } }]);
    access({ renewsItself: true, refreshUntilMs: bed.time.nowMs() + 2 * DAY_MS });
    await bed.look();
    expect(standing()).toMatchObject([{ facts: { endsAtMs: bed.time.nowMs() + 2 * DAY_MS, code: null } }]);
  });
});

describe('signatures that do not hold', () => {
  it('are an alert when there are many within an hour, until a delivery is good', async () => {
    write(
      `INSERT INTO sync_cursors (shop_id, stream, watermark_ms, last_failure_at_ms, failure_json) VALUES ('s1', 'push', 0, 5, '{"code":"ERR_CHANNEL_SIGNATURE_INVALID","data":{}}')`,
    );
    bed.live.signatureFailures = () => 2;
    await bed.look();
    expect(standing()).toEqual([]);
    bed.live.signatureFailures = () => 3;
    await bed.look();
    bed.live.signatureFailures = () => 0;
    await bed.look(2 * HOUR_MS);
    expect(standing()).toMatchObject([{ kind: 'signature_failures', facts: { sinceAtMs: 5 } }]);
    write("UPDATE sync_cursors SET failure_json = NULL WHERE stream = 'push'");
    await bed.look();
    expect(standing()).toEqual([]);
  });
});

describe('messages', () => {
  const park = (code: string, json: string) =>
    write(
      `INSERT INTO raw_messages (id, shop_id, source, topic, api_version, signature, payload, payload_bytes, sha256, received_at_ms, state, park_code, park_json, last_seen_at_ms)
       VALUES (?, 's1', 'poll', 'order', '1', 'none', x'00', 1, ?, 0, 'parked', ?, ?, 0)`,
      code,
      code,
      code,
      json,
    );

  it('with an unknown status and messages that cannot be read are alerts of their own', async () => {
    park('ERR_CHANNEL_STATUS_UNMAPPED', '{"axis":"order","vendorStatus":"NEW_THING"}');
    park('ERR_CHANNEL_ORDER_UNREADABLE', '{}');
    await bed.look();
    expect(standing()).toMatchObject([
      { kind: 'messages_parked', subject: 's1', facts: { messages: 1 } },
      { kind: 'status_unmapped', subject: 'json', facts: { messages: 1, status: 'NEW_THING' } },
    ]);
  });
});

describe('versions of an API', () => {
  const channel = (apiVersionEndsAtMs: number | null) => {
    bed.live.channel = () => ({ name: 'Shopify', apiVersion: '2026-10', apiVersionEndsAtMs });
  };

  it('that end soon are announced in time', async () => {
    channel(bed.time.nowMs() + 61 * DAY_MS);
    await bed.look();
    expect(standing()).toEqual([]);
    channel(bed.time.nowMs() + 59 * DAY_MS);
    await bed.look();
    expect(standing()).toMatchObject([
      { kind: 'version_retiring', subject: 'json', severity: 'warning', facts: { state: 'soon', version: '2026-10' } },
    ]);
    channel(bed.time.nowMs());
    await bed.look();
    expect(standing()).toMatchObject([{ severity: 'critical', facts: { state: 'over' } }]);
  });

  it('that the platform speaks of are an alert until it says so no more for a day', async () => {
    channel(null);
    const notice = { kind: 'deprecated', text: 'orders.phone goes away' } as const;
    noteApiNotice(bed.context, 'json', notice);
    await bed.look();
    expect(standing()).toMatchObject([{ facts: { state: 'deprecated', vendorText: 'orders.phone goes away' } }]);
    bed.time.advance(20 * HOUR_MS);
    noteApiNotice(bed.context, 'json', notice);
    await bed.look(10 * HOUR_MS);
    expect(standing()).toHaveLength(1);
    await bed.look(15 * HOUR_MS);
    expect(standing()).toEqual([]);
  });
});

describe('calls', () => {
  const calls = (left: number, resting: number) => {
    bed.live.callsOf = () => ({
      budgets: [{ operation: '*', calls: 100, perMs: 60_000, left, burst: 50 }],
      resting: resting > 0 ? [{ operation: 'orders', failures: resting, untilMs: 0 }] : [],
    });
  };

  it('that are all but used up for minutes are an alert, a moment of it is none', async () => {
    calls(2, 0);
    await bed.look();
    calls(40, 0);
    await bed.look(3 * MINUTE_MS);
    calls(2, 0);
    await bed.look(MINUTE_MS);
    await bed.look(4 * MINUTE_MS);
    expect(standing()).toEqual([]);
    await bed.look(MINUTE_MS);
    expect(standing()).toMatchObject([{ kind: 'quota_low', facts: { operation: '*', calls: 100, perSeconds: 60 } }]);
    calls(40, 0);
    await bed.look(MINUTE_MS);
    expect(standing()).toEqual([]);
  });

  it('that rest because nobody answers are an alert after two minutes', async () => {
    calls(50, 10);
    await bed.look();
    await bed.look(MINUTE_MS);
    expect(standing()).toEqual([]);
    await bed.look(MINUTE_MS);
    expect(standing()).toMatchObject([{ kind: 'circuit_open', facts: { operation: 'orders' } }]);
    calls(50, 0);
    await bed.look(MINUTE_MS);
    expect(standing()).toEqual([]);
  });
});

describe('pushes', () => {
  it('whose connection does not hold are an alert, tries to open it are no end of it', async () => {
    const state = (kind: 'listening' | 'waiting') => {
      bed.live.listenState = () => ({ kind, sinceMs: bed.time.nowMs(), problem: null });
    };
    for (let minute = 0; minute <= 15; minute += 1) {
      state(minute % 3 === 2 ? 'listening' : 'waiting');
      await bed.look(MINUTE_MS);
    }
    expect(standing()).toMatchObject([{ kind: 'push_stuck', facts: { way: 'connection' } }]);
    state('listening');
    await bed.look(MINUTE_MS);
    await bed.look(MINUTE_MS);
    expect(standing()).toEqual([]);
  });

  it('that stay away while polls find changes are an alert until one comes', async () => {
    const lastPushAtMs = bed.time.nowMs();
    const dayMs = Math.floor(lastPushAtMs / DAY_MS) * DAY_MS;
    write("INSERT INTO track_days (shop_id, day_start_ms, last_push_at_ms) VALUES ('s1', ?, ?)", dayMs, lastPushAtMs);
    for (let n = 1; n <= 3; n += 1)
      write(
        "INSERT INTO track_sightings (shop_id, external_number, version_ms, seen_at_ms, poll_at_ms) VALUES ('s1', ?, 1, ?, 1)",
        `T${n}`,
        lastPushAtMs + n * MINUTE_MS,
      );
    await bed.look(10 * MINUTE_MS);
    expect(standing()).toEqual([]);
    await bed.look(10 * MINUTE_MS);
    expect(standing()).toMatchObject([{ kind: 'push_stuck', facts: { way: 'webhook', changes: 3, lastPushAtMs } }]);
    write('UPDATE track_days SET last_push_at_ms = ?', bed.time.nowMs());
    await bed.look();
    expect(standing()).toEqual([]);
  });
});

describe('the station', () => {
  it('tells of a printer that stands still for ten minutes', async () => {
    const printer = (isStopped: boolean) => {
      bed.live.printers = () => [{ id: 'p1', name: 'Zebra', isStopped, detail: 'paper out', problem: null }];
    };
    printer(true);
    await bed.look();
    await bed.look(9 * MINUTE_MS);
    expect(standing()).toEqual([]);
    await bed.look(MINUTE_MS);
    expect(standing()).toMatchObject([{ kind: 'printer_blocked', subject: 'p1', facts: { detail: 'paper out' } }]);
    printer(false);
    await bed.look(MINUTE_MS);
    expect(standing()).toEqual([]);
  });

  it('tells of the last backup when it failed, and of one that has no copy', async () => {
    const backup = (id: string, failure: string | null) =>
      write(
        "INSERT INTO backups (id, path, kind, at_ms, bytes, sha256, failure) VALUES (?, ?, 'scheduled', ?, 1, '', ?)",
        id,
        id,
        bed.time.nowMs(),
        failure,
      );
    backup('b1', 'ERR_DB_DISK_FULL');
    await bed.look();
    expect(standing()).toMatchObject([
      { kind: 'backup_failed', severity: 'critical', facts: { state: 'backup', code: 'ERR_DB_DISK_FULL' } },
    ]);
    bed.time.advance(1);
    backup('b2', 'second_location ENOENT');
    await bed.look();
    expect(standing()).toMatchObject([{ facts: { state: 'copy', reason: 'ENOENT' } }]);
    bed.time.advance(1);
    backup('b3', null);
    await bed.look();
    expect(standing()).toEqual([]);
  });

  it('tells of a part of this machine that does not work, until a look finds it mended', async () => {
    const found = (state: 'ok' | 'failed') =>
      recordMachineCheck(bed.context, {
        atMs: 5,
        appVersion: '1.0.0',
        hostKind: 'node',
        findings: [{ name: 'usb', state, data: {} }],
      });
    found('failed');
    await bed.look();
    expect(standing()).toMatchObject([
      { kind: 'machine_unfit', severity: 'critical', facts: { failed: 1, all: 1, version: '1.0.0' } },
    ]);
    found('ok');
    await bed.look();
    expect(standing()).toEqual([]);
  });

  it('tells of a clock that jumped, until it is right again', async () => {
    bed.live.clock = () => ({ state: 'moved', fromAtMs: 5, toAtMs: 900_000 });
    await bed.look();
    expect(standing()).toMatchObject([{ kind: 'clock_jumped', severity: 'critical', facts: { toAtMs: 900_000 } }]);
    bed.live.clock = () => null;
    await bed.look();
    expect(standing()).toEqual([]);
  });

  it('tells of a disk that is nearly full, and of days of the ledger that are looked into', async () => {
    bed.live.disk = () => ({ freeBytes: 4, totalBytes: 100 });
    write(
      "INSERT INTO recon_investigations (id, shop_id, day_start_ms, day_end_ms, platform_count, difference_count, opened_at_ms) VALUES ('i1', 's1', 1, 2, 100, 7, 3)",
    );
    await bed.look();
    expect(standing()).toMatchObject([
      { kind: 'disk_low', severity: 'critical', facts: { percent: 4 } },
      { kind: 'ledger_investigation', subject: 's1', facts: { dayAtMs: 1, differences: 7, orders: 100 } },
    ]);
  });
});

describe('cleaning rules', () => {
  const stop = () =>
    write(
      "UPDATE cleaning_rules SET state = 'stopped', stopped_json = ? WHERE id = 'phone'",
      JSON.stringify({
        seen: 60,
        errors: 20,
        stopPercent: 20,
        wasState: 'on',
        wasPercent: 100,
        atMs: 5,
        orderId: null,
      }),
    );
  beforeEach(() => {
    bed.context.db.transaction((tx) => ensureBuiltInRules(tx, 1));
    stop();
  });

  it('that stopped themselves are an alert, which names a rule of the product in the reader’s language', async () => {
    bed.addNotifier('Ann');
    await bed.look();
    expect(standing()).toMatchObject([
      { kind: 'cleaning_stopped', subject: 'phone', facts: { errors: 20, seen: 60, percent: 20, atMs: 5 } },
    ]);
    expect(bed.told()).toEqual(['Ann: Warning: Phone numbers · A cleaning rule stopped itself']);
  });

  it.each([
    ['switched on again', () => setRuleState(bed.context, SYSTEM_ACT, { id: 'phone', state: 'on', percent: 100 })],
    [
      'changed',
      () => {
        const definition: CleaningDefinition = { kind: 'phone', foreignForm: 'e164', extensionFromName: false };
        saveRule(bed.context, SYSTEM_ACT, {
          id: 'phone',
          version: 1,
          name: '',
          definition,
          stopPercent: 20,
          stopAfter: 50,
        });
      },
    ],
    ['taken back', () => startUndo(bed.context, SYSTEM_ACT, 'phone', 1)],
  ])('are none any more once they are %s', async (_how, act) => {
    await bed.look();
    act();
    await bed.look();
    expect(standing()).toEqual([]);
  });
});
