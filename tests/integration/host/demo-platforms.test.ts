import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { openNodeKeystore } from '#main/app/keystore-node.ts';
import type { Workstation } from '#main/app/workstation.ts';
import { startProduct } from '#main/host/start-product.ts';
import { pullNow } from '#main/usecases/shops/manage-shops.ts';
import { sharedDocuments } from '#tests/support/shared-documents.ts';
import { OPERATOR } from '#tests/support/workstation-bed.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'packbench-platforms-'));
let run: Workstation | null = null;
afterEach(async () => {
  await run?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Workstation['services']> {
  const keystore = await openNodeKeystore(dataDir, { prefer: 'file' });
  const surroundings = {
    hostKind: 'test',
    appVersion: '0.0.0-test',
    resourcesDir: 'resources',
    documents: sharedDocuments(),
  } as const;
  run = await startProduct({ ...surroundings, dataDir, keystore, requestRestart() {} }, { demo: false });
  return run.services;
}

type Services = Workstation['services'];

/** External numbers of a platform, there and here. */
function numbers({ demo, context }: Services, platform: string) {
  const shop = demo.shops().platforms.find((each) => each.platform === platform)?.shop;
  const here = context.read
    .pluck<[string], string>('SELECT external_number FROM orders WHERE shop_id = ?')
    .all(shop?.id ?? '');
  return { shop, here: here.toSorted() };
}

it('starts each platform as a shop, lets time end its access, and takes it away again', async () => {
  let services = await start();
  await services.demo.start(3);
  const closed = services.demo.shops().platforms.filter(({ state }) => state === 'closed');
  expect(closed.map(({ platform }) => platform)).toEqual([
    'pinduoduo',
    'douyin',
    'jd',
    'woocommerce',
    'wechat-shop',
    'xiaohongshu',
    'http-api',
  ]);
  for (const { platform } of closed) await services.demo.openShop(platform);
  await services.jobs.whenIdle();
  for (const view of services.demo.shops().shops) {
    const { here } = numbers(services, view.platform);
    for (const { number } of view.recentOrders) expect(here, view.platform).toContain(number);
  }
  const before = numbers(services, 'jd').here;

  await run?.stop();
  services = await start();
  await services.jobs.whenIdle();
  expect(services.demo.shops().platforms.every(({ state }) => state !== 'closed')).toBe(true);
  expect(numbers(services, 'jd').here).toEqual(before);

  const problemOf = async (platform: string) => {
    const id = numbers(services, platform).shop?.id ?? '';
    pullNow(services.context, id);
    await services.jobs.whenIdle();
    return services.context.read
      .pluck<[string], string | null>("SELECT failure_json FROM sync_cursors WHERE shop_id = ? AND stream = 'orders'")
      .get(id);
  };
  expect(await problemOf('jd')).toBeNull();
  await services.demo.passTime(31 * 86_400_000);
  expect(await problemOf('jd')).toContain('ERR_CHANNEL_AUTH');
  await services.demo.commandShop('jd', { kind: 'behave', misbehaviour: 'token-expiry' });
  expect(await problemOf('jd')).toBeNull();

  const after = await services.demo.closeShop(OPERATOR, 'jd');
  expect(after.platforms.find(({ platform }) => platform === 'jd')).toMatchObject({
    state: 'closed',
    shop: { enabled: false },
  });
  expect(numbers(services, 'jd').here).toEqual(before);
  await expect(services.demo.closeShop(OPERATOR, 'taobao')).rejects.toMatchObject({ code: 'ERR_HOST_NOT_FOUND' });
});
