import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { JobsPage } from '#tests/e2e/pages/jobs-page.ts';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const NAME = 'Shop that refuses';
const REFUSAL = '店铺已被冻结';

test('the page of jobs opens on what needs a person, and routine work stays behind a box', async ({
  page,
  shell,
  words,
}) => {
  const jobs = new JobsPage(page, words);
  await shell.go('jobs');
  // A label of another test may ask, and its tab then opens first.
  await jobs.openTab('outbox');
  await expect(page.getByText(words('jobs:calm'))).toBeVisible();
  await jobs.show('done');
  const pull = jobs.jobs.filter({ hasText: words('jobs:topic.shop.pull') });
  await expect(pull).toHaveCount(0);
  await jobs.routine.check();
  await expect(pull.first()).toBeVisible();
});

test('a shipment that the channel refuses is parked with its reason, and told again by hand', async ({
  page,
  shell,
  words,
}) => {
  const taobao = await startTaobaoSimulator({ clearReceiver: true, seed: 77 });
  const { tid } = taobao.orders.addOne({ situation: 'paid', lines: [{ code: 'BED-NVY', quantity: 1 }] });
  const refusing = taobao.faults.switchOn({
    kind: 'error-body',
    operation: 'taobao.logistics.online.send',
    times: Number.POSITIVE_INFINITY,
    code: '15',
    subCode: 'isv.shop-frozen',
    message: REFUSAL,
  });
  const shops = new ShopsPage(page, words);
  const packing = new PackingPage(page, words);
  const jobs = new JobsPage(page, words);
  const order = new OrderPage(page, words);
  await shell.go('shops');
  await shops.typeTaobao(taobao);
  await shops.connect(NAME);
  await shell.go('orders');
  await expect(new OrdersPage(page, words).rows.filter({ hasText: tid })).toBeVisible();
  await packing.begin();
  await packing.fillBox(tid);
  await packing.weigh();
  await packing.expectPhase('done');

  await test.step('the refusal stands on the page of jobs, in the words of the channel', async () => {
    await expect(shell.statusBar).toContainText(words('shell:parked', { n: 1 }));
    await shell.go('jobs');
    const job = jobs.job(tid);
    await expect(job).toContainText(words('jobs:topic.shipment.confirm'));
    await expect(job).toContainText(words('errors:ERR_CHANNEL_REFUSED.title'));
    await job.locator('summary').click();
    await expect(job).toContainText(REFUSAL);
    expect(taobao.books.shipments()).toHaveLength(0);
  });

  await test.step('the order tells it too', async () => {
    await jobs.job(tid).getByRole('link').click();
    await expect(order.event('shipment.confirm_parked')).toHaveCount(1);
    await shell.go('jobs');
  });

  await test.step('tried again by hand, it gets through, once', async () => {
    refusing.off();
    await jobs.retry(tid);
    await jobs.show('done');
    await expect(jobs.job(tid)).toContainText(words('jobs:topic.shipment.confirm'));
    expect(taobao.books.shipments()).toHaveLength(1);
  });

  await shell.go('shops');
  await shops.button(NAME, 'shops:shop.switchOff').click();
  await shops.confirm('shops:shop.switchOff');
  await expect(shops.card(NAME)).toContainText(words('common:off'));
  await taobao.close();
});

test('a parcel whose shipment was reported by hand is counted as shipped on the page of jobs, by a lead, with the reason', async ({
  page,
  shell,
  words,
}) => {
  const shop = 'Shop with pages of its own';
  const taobao = await startTaobaoSimulator({ clearReceiver: true, seed: 78 });
  const { tid } = taobao.orders.addOne({ situation: 'paid', lines: [{ code: 'BED-NVY', quantity: 1 }] });
  const refusing = taobao.faults.switchOn({
    kind: 'error-body',
    operation: 'taobao.logistics.online.send',
    times: Number.POSITIVE_INFINITY,
    code: '15',
    subCode: 'isv.shop-frozen',
    message: REFUSAL,
  });
  const shops = new ShopsPage(page, words);
  const packing = new PackingPage(page, words);
  const jobs = new JobsPage(page, words);
  const order = new OrderPage(page, words);
  await shell.go('shops');
  await shops.typeTaobao(taobao);
  await shops.connect(shop);
  await shell.go('orders');
  await expect(new OrdersPage(page, words).rows.filter({ hasText: tid })).toBeVisible();
  await packing.begin();
  await packing.fillBox(tid);
  await packing.weigh();
  await packing.expectPhase('done');
  await shell.go('jobs');
  await jobs.show('parked');
  await jobs.job(tid).getByRole('link').click();
  await expect(order.unsettled).toHaveCount(1);
  await order.settle('left', words('common:settle.left.platform'));
  await expect(order.unsettled).toHaveCount(0);
  await expect(order.event('shipment.settled_left')).toHaveCount(1);
  await shell.go('jobs');
  await jobs.show('cancelled');
  await expect(jobs.job(tid)).toContainText(words('common:settle.left.platform'));
  expect(taobao.books.shipments()).toHaveLength(0);
  refusing.off();
  await shell.go('shops');
  await shops.button(shop, 'shops:shop.switchOff').click();
  await shops.confirm('shops:shop.switchOff');
  await expect(shops.card(shop)).toContainText(words('common:off'));
  await taobao.close();
});
