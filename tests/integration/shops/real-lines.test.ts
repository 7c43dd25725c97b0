import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { enqueueJob } from '#main/db/repos/jobs-repo.ts';
import { startPinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import type { PinduoduoSimulator } from '#main/simulators/pinduoduo/pinduoduo-simulator.ts';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { createShop, readShop, updateShop } from '#main/usecases/shops/manage-shops.ts';
import type { ListenState } from '#shared/contract/sync.ts';
import { scaledTime } from '#tests/support/scaled-time.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { until } from '#tests/support/until.ts';
import { SYSTEM_ACT } from '#tests/support/use-case-bed.ts';

/**
 * The whole product, the real connectors and the real simulators, over loopback: Pinduoduo's WebSocket and TOP's message queue.
 * Ten times as fast as the clock, so that waits before a new connection are short; signs of life keep the machine's time.
 */
const nowMs = Date.now();
const time = scaledTime({ realMs: nowMs, scaledMs: nowMs, speed: 10 });

describe('the whole product', () => {
  let dataDir: string;
  let workstation: Workstation;
  let shopId: string;
  const start = async (): Promise<void> => {
    workstation = await startWorkstation({
      hostKind: 'test',
      appVersion: '0.0.0-test',
      dataDir,
      resourcesDir: 'resources',
      documents: sharedDocuments(),
      requestRestart() {},
      keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
      time,
    });
  };
  beforeAll(async () => {
    dataDir = mkdtempSync(join(process.platform === 'linux' ? '/dev/shm' : tmpdir(), 'packbench-lines-'));
    await start();
  });
  afterAll(async () => {
    await workstation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const context = () => workstation.services.context;
  const connect = (channelId: string, config: object, credentials: object): void => {
    const { services } = workstation;
    shopId = createShop(context(), services.shops, SYSTEM_ACT, {
      channelId,
      name: channelId,
      currency: 'CNY',
      config: { ...config },
      credentials: { ...credentials },
    }).id;
    quieten();
  };
  /** What a poll brings is no proof of the line: the shop is asked for nothing by itself. */
  const quieten = (): void =>
    context().db.transaction((tx) => {
      tx.prepare<[string]>("UPDATE schedules SET enabled = 0 WHERE name LIKE '%' || ? || '%'").run(shopId);
      tx.prepare<[string]>(
        "DELETE FROM jobs WHERE shop_id = ? AND state = 'waiting' AND topic <> 'shop.fetch-order'",
      ).run(shopId);
    });
  const change = (what: object): void => {
    updateShop(context(), workstation.services.shops, SYSTEM_ACT, { id: shopId, ...what });
    quieten();
  };
  const orderOf = (number: string): string | undefined =>
    context()
      .read.pluck<[string, string], string>('SELECT id FROM orders WHERE shop_id = ? AND external_number = ?')
      .get(shopId, number);
  const orderCount = (): number =>
    context().read.pluck<[string], number>('SELECT COUNT(*) FROM orders WHERE shop_id = ?').get(shopId) ?? 0;
  const hints = (): { id: string; times: number }[] =>
    context()
      .read.prepare<[string], { id: string; times: number }>(
        "SELECT delivery_id AS id, COUNT(*) AS times FROM raw_messages WHERE shop_id = ? AND source = 'push' GROUP BY delivery_id",
      )
      .all(shopId);
  afterEach(() => context().db.transaction((tx) => void tx.prepare('DROP TRIGGER IF EXISTS full').run()));
  /** Nothing of a push can be committed until the returned function is called. */
  const blockCommits = (): (() => void) => {
    const run = (sql: string) => context().db.transaction((tx) => void tx.prepare(sql).run());
    run(
      "CREATE TRIGGER full BEFORE INSERT ON raw_messages WHEN NEW.source = 'push' BEGIN SELECT RAISE(ABORT, 'full'); END",
    );
    return () => run('DROP TRIGGER full');
  };

  describe('on the long connection of Pinduoduo', () => {
    let shop: PinduoduoSimulator;
    let seen: ListenState[];
    let leave: AbortController;
    beforeEach(async () => {
      shop = await startPinduoduoSimulator({ clock: time.clock });
      seen = [];
      leave = new AbortController();
      void watch(leave.signal);
      connect('pinduoduo', lineConfig(), credentials());
      await until(() => shop.messages.connections() === 1, 'the connection');
    });
    afterEach(async () => {
      change({ enabled: false });
      await until(() => shop.messages.connections() === 0, 'the end of the connection');
      leave.abort();
      await shop.close();
    });

    const lineConfig = (more: object = {}) => ({ gatewayUrl: shop.gatewayUrl, messageUrl: shop.messageUrl, ...more });
    const credentials = () => ({
      clientId: shop.clientId,
      clientSecret: shop.clientSecret,
      accessToken: shop.access.accessToken,
    });
    /** What a window sees of the line, one state after the other. */
    const watch = async (signal: AbortSignal): Promise<void> => {
      for await (const { topic } of workstation.services.live.subscribe(signal)) {
        const state = topic === 'shops' ? workstation.services.listenState(shopId) : null;
        if (state && state !== seen.at(-1)) seen.push(state);
      }
    };
    const problem = (code: string) => seen.find((state) => state.kind === 'waiting' && state.problem?.code === code);
    const told = (): string => shop.orders.add(1, { situation: 'paid' })[0]?.orderSn ?? '';
    const acknowledged = (number: string): boolean =>
      shop.books.pushes().some((push) => push.externalNumber === number && push.acknowledgedAtMs !== undefined);
    const arrived = async (number: string): Promise<void> => {
      await until(() => acknowledged(number), `the acknowledgement of ${number}`);
      await until(() => orderOf(number) !== undefined, `order ${number}`);
      // A second copy is acknowledged in its own turn.
      await until(() => shop.messages.waiting() === 0, 'every acknowledgement');
      expect(shop.messages.complaints()).toEqual([]);
    };

    it('acknowledges a message after its commit alone, and gets the order', async () => {
      const unblock = blockCommits();
      const number = told();
      await until(() => problem('ERR_DB_CONSTRAINT') !== undefined, 'the refusal to store');
      expect(acknowledged(number)).toBe(false);
      expect(hints()).toEqual([]);
      unblock();
      await arrived(number);
      expect(hints()).toHaveLength(1);
    });

    it('says that the line was cut within a message, and has it told again', async () => {
      shop.faults.switchOn({ kind: 'truncated-body', operation: 'message' });
      const number = told();
      await until(() => problem('ERR_CHANNEL_LINE_CLOSED') !== undefined, 'the report');
      await arrived(number);
      expect(orderCount()).toBe(1);
    });

    it('says that the platform closed the line, and opens it again', async () => {
      shop.messages.hangUp();
      await until(() => problem('ERR_CHANNEL_LINE_CLOSED') !== undefined, 'the report');
      await until(() => shop.messages.connections() === 1, 'the connection');
      await arrived(told());
    });

    it('notices by its unanswered signs of life that a standing line is dead', async () => {
      change({ config: lineConfig({ heartbeatSeconds: 1, silenceSeconds: 1 }) });
      await until(() => seen.length > 1 && shop.messages.connections() === 1, 'the connection with the new setting');
      const dead = ['heartbeat', 'message'].map((operation) =>
        shop.faults.switchOn({ kind: 'hang', operation, times: Infinity }),
      );
      const number = told();
      await until(() => problem('ERR_CHANNEL_LINE_SILENT') !== undefined, 'the report');
      expect(acknowledged(number)).toBe(false);
      for (const fault of dead) fault.off();
      await arrived(number);
    });

    it('says that its access ended, and goes on with the new one', async () => {
      shop.access.renew();
      shop.messages.hangUp();
      await until(() => problem('ERR_CHANNEL_AUTH') !== undefined, 'the refusal');
      const number = told();
      expect(acknowledged(number)).toBe(false);
      change({ credentials: credentials() });
      await arrived(number);
      expect(workstation.services.listenState(shopId)).toMatchObject({ kind: 'listening', problem: null });
    });

    it('counts a message once that comes twice, and takes one that was overtaken', async () => {
      shop.faults.switchOn({ kind: 'duplicate-rows', operation: 'message', times: 3 });
      shop.faults.switchOn({ kind: 'reordered-rows', operation: 'message', skip: 1 });
      const numbers = shop.orders.add(4, { situation: 'paid' }).map((order) => order.orderSn);
      for (const number of numbers) await arrived(number);
      expect(hints().every(({ times }) => times === 1)).toBe(true);
      expect(new Set(hints().map(({ id }) => id)).size).toBe(shop.books.pushes().length);
      expect(orderCount()).toBe(4);
    });

    it('is told again after a restart what it had not stored', async () => {
      const unblock = blockCommits();
      const number = told();
      await until(() => problem('ERR_DB_CONSTRAINT') !== undefined, 'the refusal to store');
      unblock();
      await workstation.stop();
      expect(acknowledged(number)).toBe(false);
      await start();
      await arrived(number);
      expect(hints()).toEqual([{ id: expect.any(String), times: 1 }]);
    });
  });

  describe('on the message queue of TOP', () => {
    let shop: TaobaoSimulator;
    beforeEach(async () => {
      shop = await startTaobaoSimulator({ clock: time.clock, redeliverAfterMs: 1 });
      connect('taobao', { gatewayUrl: shop.gatewayUrl }, credentials());
    });
    afterEach(async () => {
      change({ enabled: false });
      await shop.close();
    });

    const credentials = () => ({ appKey: shop.appKey, appSecret: shop.appSecret, sessionKey: shop.session });
    const drain = () =>
      context().db.transaction((tx) =>
        enqueueJob(tx, context(), {
          topic: 'shop.drain-push',
          key: `drain:${context().ids.next()}`,
          payload: { shopId },
          shopId,
          dueAtMs: 0,
        }),
      );
    const told = (): string => shop.orders.add(1, { situation: 'paid' })[0]?.tid ?? '';
    const parked = (topic: string) =>
      context()
        .read.pluck<[string, string], string>(
          "SELECT json_extract(last_error_json, '$.code') FROM jobs WHERE shop_id = ? AND topic = ? AND state = 'parked'",
        )
        .get(shopId, topic);
    const unconfirmed = () => shop.books.pushes().filter((push) => push.acknowledgedAtMs === undefined);
    const problem = () => readShop(context().read, workstation.services.shops, shopId).problem?.code;
    const arrived = async (number: string): Promise<void> => {
      await until(() => orderOf(number) !== undefined, `order ${number}`);
      await until(() => shop.books.pushes().length > 0 && unconfirmed().length === 0, 'the confirmation');
    };

    it('confirms what is committed, gets the order, and drops what comes again after a lost confirmation', async () => {
      const confirm = 'taobao.tmc.messages.confirm';
      shop.faults.switchOn({ kind: 'connection-reset', operation: confirm });
      const number = told();
      drain();
      await until(() => problem() === 'ERR_CHANNEL_UNREACHABLE', 'the report on the shop');
      expect(hints().every(({ times }) => times === 1)).toBe(true);
      await arrived(number);
      await until(() => problem() === undefined, 'the end of the report');
      expect(hints().every(({ times }) => times === 1)).toBe(true);
      expect(shop.books.pushes().some(({ sentAtMs }) => sentAtMs.length > 1)).toBe(true);
      expect(orderCount()).toBe(1);
    });

    it('confirms nothing that could not be stored', async () => {
      const unblock = blockCommits();
      const number = told();
      drain();
      await until(() => parked('shop.drain-push') === 'ERR_DB_CONSTRAINT', 'the parked job');
      expect(shop.books.pushes().length).toBeGreaterThan(0);
      expect(shop.requests.count('taobao.tmc.messages.confirm')).toBe(0);
      unblock();
      drain();
      await arrived(number);
    });

    it('drains on after an answer that broke off, and takes doubled and overtaken messages once', async () => {
      const consume = 'taobao.tmc.messages.consume';
      shop.faults.switchOn({ kind: 'truncated-body', operation: consume, times: 4 });
      shop.faults.switchOn({ kind: 'duplicate-rows', operation: consume, skip: 4, times: 2 });
      shop.faults.switchOn({ kind: 'reordered-rows', operation: consume, skip: 4, times: 2 });
      const numbers = shop.orders.add(3, { situation: 'paid' }).map((trade) => trade.tid);
      drain();
      await until(() => problem() === 'ERR_CHANNEL_ANSWER_TRUNCATED', 'the report on the shop');
      for (const number of numbers) await arrived(number);
      await until(() => problem() === undefined, 'the end of the report');
      expect(hints().every(({ times }) => times === 1)).toBe(true);
      expect(orderCount()).toBe(3);
    });

    it('says on the shop that the access ended, and goes on with the new one: nothing was taken meanwhile', async () => {
      shop.renewSession();
      const number = told();
      drain();
      await until(() => problem() === 'ERR_CHANNEL_AUTH', 'the report on the shop');
      expect(shop.books.pushes()).toEqual([]);
      change({ credentials: credentials() });
      drain();
      await arrived(number);
      await until(() => problem() === undefined, 'the end of the report');
    });

    it('is handed again after a restart what it had not confirmed', async () => {
      shop.faults.switchOn({ kind: 'connection-reset', operation: 'taobao.tmc.messages.confirm', times: Infinity });
      const number = told();
      drain();
      await until(() => problem() === 'ERR_CHANNEL_UNREACHABLE', 'the report on the shop');
      await workstation.stop();
      shop.faults.switchOff();
      await start();
      drain();
      await arrived(number);
      expect(hints().every(({ times }) => times === 1)).toBe(true);
    });
  });
});
