import { flushCompileCache } from 'node:module';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import { startWorkstation } from '#main/app/workstation.ts';
import type { OrderDraft } from '#core/orders/order-draft.ts';
import { intakeMessages } from '#main/usecases/orders/intake-messages.ts';
import { setSetting } from '#main/usecases/settings/manage-settings.ts';
import { SYSTEM_ACT, paidDraft } from '#tests/support/use-case-bed.ts';
import { until } from '#tests/support/until.ts';

/** A workstation in a rush: it takes orders in until the light path is on and written down, says what waits, and goes on waiting. */
export interface InRush {
  readonly orders: number;
  readonly waiting: number;
}

const [dataDir = ''] = process.argv.slice(2);
const ORDERS = 30;

// Written at the end of a process otherwise, and this one is killed.
flushCompileCache();
const { services } = await startWorkstation({
  hostKind: 'test',
  appVersion: '0.0.0-test',
  dataDir,
  resourcesDir: 'resources',
  requestRestart() {},
  keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
});
const { context } = services;
setSetting(context, { name: 'lightPathPerMinute', value: 5, version: 0 }, SYSTEM_ACT);
const warehouseId = services.shops.warehouseId();
context.db.transaction((tx) => {
  tx.prepare<[string]>(
    "INSERT INTO shops (id, channel_id, name, currency, warehouse_id, config_json, created_at_ms, updated_at_ms) VALUES ('s1', 'file', 'Rush', 'CNY', ?, '{}', 0, 0)",
  ).run(warehouseId);
});

function takeIn(from: number, count: number): void {
  intakeMessages(context, SYSTEM_ACT, {
    shop: { id: 's1', warehouseId, currency: 'CNY' },
    statusMap: [],
    connector: {
      readOrder: (payload) => ({
        ok: true,
        draft: JSON.parse(new TextDecoder().decode(payload)) as OrderDraft,
        messages: [],
      }),
    },
    messages: Array.from({ length: count }, (_, index) => ({
      shopId: 's1',
      source: 'push' as const,
      topic: 'order',
      externalNumber: `R${from + index}`,
      apiVersion: '1',
      signature: 'none' as const,
      deliveryId: null,
      payload: new TextEncoder().encode(JSON.stringify(paidDraft(`R${from + index}`, 'MUG', 1))),
      receivedAtMs: context.clock.nowMs(),
    })),
  });
}

const count = (sql: string): number => context.read.pluck<[], number>(sql).get() ?? 0;

// The first ten are seen as more than five in a minute; those after them come in the rush.
takeIn(0, 10);
await until(() => context.lightPath?.isOn() ?? false, 'the light path is on');
takeIn(10, ORDERS - 10);
await until(() => count('SELECT COUNT(*) FROM rushes WHERE ended_at_ms IS NULL') === 1, 'the rush is written down');
process.send?.({
  orders: count('SELECT COUNT(*) FROM orders'),
  waiting: count('SELECT COUNT(*) FROM order_search_due'),
} satisfies InRush);
