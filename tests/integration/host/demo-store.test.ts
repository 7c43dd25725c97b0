import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { startProduct } from '#main/host/start-product.ts';
import { changeSetting, listSettings } from '#main/usecases/settings/manage-settings.ts';
import { listCarrierAccounts } from '#main/usecases/shipping/manage-carriers.ts';
import { listShops, updateShop } from '#main/usecases/shops/manage-shops.ts';
import type { Language } from '#shared/i18n/languages.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { OPERATOR } from '#tests/support/workstation-bed.ts';
import { until } from '#tests/support/until.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench-demo-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

async function start(demo: boolean, language?: Language): Promise<Workstation> {
  const keystore = await openNodeKeystore(dataDir, { prefer: 'file' });
  const surroundings = {
    hostKind: 'test',
    appVersion: '0.0.0-test',
    resourcesDir: 'resources',
    documents: sharedDocuments(),
  } as const;
  const spoken = language ? { language } : {};
  return startProduct({ ...surroundings, ...spoken, dataDir, keystore, requestRestart() {} }, { demo });
}

it('brings the demo store of an earlier run back with the same orders, until its shops are switched off', async () => {
  const first = await start(true);
  await first.services.jobs.whenIdle();
  const numbers = first.services.demo
    .world()
    .taobao.orders.all()
    .map(({ tid }) => tid);
  const countOrders = (run: Workstation): unknown =>
    run.services.context.read.prepare('SELECT COUNT(*) AS n FROM orders').get();
  const counted = countOrders(first);
  // Forty orders at once are no rush.
  expect(first.services.context.lightPath?.isOn()).toBe(false);
  await first.stop();

  const second = await start(false);
  const { services } = second;
  expect(services.demo.isRunning()).toBe(true);
  await services.jobs.whenIdle();
  expect(
    services.demo
      .world()
      .taobao.orders.all()
      .map(({ tid }) => tid),
  ).toEqual(numbers);
  expect(countOrders(second)).toEqual(counted);
  const printer = () => services.devices.list().find(({ kind }) => kind === 'printer');
  await until(() => printer()?.live.status === 'online', 'the printer of the demo store answers');
  expect(listCarrierAccounts(services.context.read)).toHaveLength(1);
  for (const { id } of listShops(services.context.read, services.shops))
    updateShop(services.context, services.shops, OPERATOR, { id, enabled: false });
  await second.stop();

  const third = await start(false);
  expect(third.services.demo.isRunning()).toBe(false);
  await third.stop();
});

it('is named in the language that somebody chose after it had begun with the program', async () => {
  const run = await start(true);
  const { services } = run;
  const { context } = services;
  const names = () => [
    ...listShops(context.read, services.shops),
    ...listCarrierAccounts(context.read),
    ...services.devices.list(),
  ];
  expect(names().map(({ name }) => name)).toContain('演示店 · 淘宝');
  const { version } = listSettings(context.read).find(({ name }) => name === 'language') ?? expect.fail('no language');
  changeSetting(context, { name: 'language', value: 'en', version }, OPERATOR);
  await services.demo.show(40);
  expect(names().filter(({ name }) => /演示/.test(name))).toEqual([]);
  expect(names().map(({ name }) => name)).toEqual(
    expect.arrayContaining(['Demo store · Shopify', 'SF Express (demo)']),
  );
  await run.stop();
});

it('that comes with the first start is named in the language of the PC; later starts keep what was chosen', async () => {
  const namesOf = ({ services }: Workstation): string[] =>
    listShops(services.context.read, services.shops)
      .map(({ name }) => name)
      .toSorted();
  const first = await start(true, 'en');
  expect(namesOf(first)).toEqual(['Demo store · Shopify', 'Demo store · 淘宝 Taobao']);
  await first.stop();

  const second = await start(true, 'zh-CN');
  expect(namesOf(second)).toEqual(['Demo store · Shopify', 'Demo store · 淘宝 Taobao']);
  await second.stop();
});
