import { JobsPage } from '#tests/e2e/pages/jobs-page.ts';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { packRefusedParcel, REFUSAL } from '#tests/e2e/support/pack-refused-parcel.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

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
  const parcel = await packRefusedParcel({ page, shell, words }, { shop: 'Shop that refuses', seed: 77 });
  const { taobao, tid } = parcel;
  const jobs = new JobsPage(page, words);
  const order = new OrderPage(page, words);

  await test.step('the refusal stands on the page of jobs, in the words of the channel', async () => {
    await expect(shell.statusBar).toContainText(words('shell:parked', { n: 1 }));
    await shell.go('jobs');
    await jobs.openTab('outbox');
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
    await jobs.retry(tid);
    await expect(jobs.job(tid)).toContainText(words('jobs:failedAgain'));
    parcel.relent();
    await jobs.retry(tid);
    await jobs.show('done');
    await expect(jobs.job(tid)).toContainText(words('jobs:topic.shipment.confirm'));
    expect(taobao.books.shipments()).toHaveLength(1);
  });

  await parcel.close();
});

test('a parcel whose shipment was reported by hand is counted as shipped on the page of jobs, by a lead, with the reason', async ({
  page,
  shell,
  words,
}) => {
  const parcel = await packRefusedParcel({ page, shell, words }, { shop: 'Shop with pages of its own', seed: 78 });
  const { taobao, tid } = parcel;
  const jobs = new JobsPage(page, words);
  const order = new OrderPage(page, words);
  await shell.go('jobs');
  // A label of another test may ask, and its tab then opens first.
  await jobs.openTab('outbox');
  await jobs.show('parked');
  await jobs.job(tid).getByRole('link').click();
  await expect(order.unsettled).toHaveCount(1);
  await order.settle('left', words('common:settle.left.platform'));
  await expect(order.unsettled).toHaveCount(0);
  await expect(order.event('shipment.settled_left')).toHaveCount(1);
  await shell.go('jobs');
  await jobs.openTab('outbox');
  await jobs.show('cancelled');
  await expect(jobs.job(tid)).toContainText(words('common:settle.left.platform'));
  expect(taobao.books.shipments()).toHaveLength(0);
  parcel.relent();
  await parcel.close();
});
