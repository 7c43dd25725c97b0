import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { startNodeHost } from '#main/host/node/start-node-host.ts';
import { startProduct } from '#main/host/start-product.ts';
import { DEMO_PAYMENT_SCRIPTS } from '#shared/contract/demo-payments.ts';
import type { DemoPaymentCommand, DemoTillId } from '#shared/contract/demo-payments.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { OPERATOR } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench-demo-payments-'));
let stop = async (): Promise<void> => {};
afterEach(async () => {
  await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** The product behind the Node host, as `npm start` puts it together. */
async function start(): Promise<Workstation['services']> {
  let product: Workstation | null = null;
  const host = await startNodeHost({
    platform: {
      hostKind: 'node',
      appVersion: '0.0.0-test',
      resourcesDir: 'resources',
      documents: sharedDocuments(),
      dataDir,
      keystore: await openNodeKeystore(dataDir, { prefer: 'file' }),
      requestRestart() {},
    },
    startWorkstation: async (given) => (product = await startProduct(given, { demo: false })),
    rendererDir: 'out/renderer',
    print: () => {},
  });
  if (host.kind !== 'started' || product === null) throw new Error('Another host holds the data folder');
  stop = () => host.stop();
  return (product as Workstation).services;
}

it('notifies of payments of an unpaid order: forged, contradicted, unanswered and genuine, each provider with its own signature', async () => {
  const { demo, context } = await start();
  await demo.start(3);
  const send = (command: DemoPaymentCommand) => demo.commandPayments(OPERATOR, command);
  const tills: DemoTillId[] = ['wechat-pay', 'alipay', 'hmac'];
  for (const till of tills) await send({ kind: 'open', till });
  for (const _script of DEMO_PAYMENT_SCRIPTS) await send({ kind: 'order' });
  await until(() => demo.payments().orders.length >= DEMO_PAYMENT_SCRIPTS.length, 'the unpaid orders came in');
  const orders = demo.payments().orders.slice(0, DEMO_PAYMENT_SCRIPTS.length);
  const stateOf = (number: string) =>
    context.read
      .prepare<[string], { state: string; attempts: number }>(
        'SELECT state, attempts FROM payments WHERE out_trade_no = ?',
      )
      .get(number);

  for (const till of tills) {
    const { callbacks } = await send({ kind: 'notify', till, orderId: orders[0]?.id as never, script: 'forged' });
    expect(callbacks[0]?.answer).not.toMatch(/^20\d (success|\{"ok":true\})?$/);
  }
  expect(stateOf(orders[0]?.number ?? '')).toBeUndefined();

  await send({ kind: 'notify', till: 'alipay', orderId: orders[1]?.id as never, script: 'contradicted' });
  await until(() => stateOf(orders[1]?.number ?? '')?.state === 'parked', 'what the query contradicts is parked');

  await send({ kind: 'notify', till: 'hmac', orderId: orders[2]?.id as never, script: 'unanswered' });
  const asked = () => demo.payments().tills.find(({ till }) => till === 'hmac')?.questions[0]?.answer ?? '';
  await until(() => asked().includes('http-500'), 'the first question fails');
  await until(() => stateOf(orders[2]?.number ?? '')?.state === 'asking', 'it is to be asked again');

  await send({ kind: 'notify', till: 'wechat-pay', orderId: orders[3]?.id as never, script: 'genuine' });
  await until(() => stateOf(orders[3]?.number ?? '')?.state === 'confirmed', 'the genuine payment is confirmed');
  expect(demo.payments().orders.map(({ id }) => id)).not.toContain(orders[3]?.id);

  const { tills: after } = await send({ kind: 'close', till: 'alipay' });
  expect(after.find(({ till }) => till === 'alipay')).toMatchObject({ isOpen: false, account: { enabled: false } });
});
