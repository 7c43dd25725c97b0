import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { SafetyPage } from '#tests/e2e/pages/safety-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('a backup is made, opened, put in place, and the restore is undone', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  const shell = new Shell(page, words);
  const safety = new SafetyPage(page, words);
  const orders = new OrdersPage(page, words);
  const order = new OrderPage(page, words);
  await new FirstRun(page, words).tryDemoStore();
  await shell.go('orders');
  await expect.poll(() => orders.countOf('all')).toBe(50);

  await test.step('back up now, and open the backup', async () => {
    await shell.go('safety');
    await safety.backUpNow();
    await safety.checkManual();
  });

  const number = await test.step('something happens afterwards', async () => {
    await shell.go('orders');
    await orders.showOnly('ready_to_pack');
    await orders.domestic.first().click();
    await order.button('orders:action.hold').click();
    await order.giveReason('After the backup', 'orders:action.hold');
    await expect(order.holds).toHaveCount(1);
    return order.number.innerText();
  });

  await test.step('the restore takes it back', async () => {
    await shell.go('safety');
    await safety.restoreManual();
    await expect(safety.undo).toBeVisible();
    await shell.search(number);
    await expect(shell.searchHits.first()).toContainText(words('common:status.ready_to_pack'));
    await shell.leaveDialog();
  });

  await test.step('the undo brings it again', async () => {
    await safety.undo.click();
    await expect(safety.undo).toBeHidden();
    await shell.search(number);
    await expect(shell.searchHits.first()).toContainText(words('common:status.on_hold'));
    await shell.leaveDialog();
  });

  await test.step('a backup that fails is listed as such, without a file that could be looked at or put in place', async () => {
    const folder = join(ownWorkstation.dataDir, 'backups');
    renameSync(folder, `${folder} away`);
    writeFileSync(folder, 'stands in the way');
    await page.getByRole('button', { name: words('safety:backup.create') }).click();
    const failed = safety.backups.filter({ hasText: words('safety:backup.failed') });
    await expect(failed).toHaveCount(1);
    await expect(failed.getByRole('button')).toHaveCount(0);
  });
});

test('the check of everything holds, and a support bundle is written', async ({ page, shell, words }) => {
  const safety = new SafetyPage(page, words);
  await shell.go('safety');
  await page.getByRole('button', { name: words('safety:verify.run') }).click();
  await expect(page.getByText(words('safety:verify.ok'))).toBeVisible();
  await page.getByRole('button', { name: words('safety:machine.run') }).click();
  // What a machine lacks is its own affair; that each part is told in words is ours.
  await expect(
    page.getByText(words('safety:machine.ok')).or(page.getByText(words('safety:machine.bad'))),
  ).toBeVisible();
  await page.getByRole('button', { name: words('safety:bundle.make') }).click();
  await expect(safety.bundle).toContainText(/\.zip$/);
});
