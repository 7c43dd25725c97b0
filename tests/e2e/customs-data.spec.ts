import { readFileSync } from 'node:fs';
import { readSheet } from 'read-excel-file/node';
import { CustomsDataPage } from '#tests/e2e/pages/customs-data-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('orders go to a broker once, customs answers, and a refused parcel is learned from', async ({ page, words }) => {
  const data = new CustomsDataPage(page, words);
  await data.open();

  await test.step('the columns of a broker are set up', async () => {
    await data.go('setUps');
    await data.addBrokerColumns('Forwarder E2E');
    await expect(data.rows.filter({ hasText: 'Forwarder E2E' })).toHaveCount(1);
  });

  await test.step('two orders go into a workbook, which is handed over', async () => {
    await data.go('exports');
    await data.plan('1014\n#1017 NOBODY-1');
    await expect(data.dialog).toContainText('NOBODY-1');
    await data.make(2).click();
    await expect(data.rows.first()).toContainText(words('customs-data:exports.is.made'));
    const downloading = page.waitForEvent('download');
    await data.rows
      .first()
      .getByRole('button', { name: words('customs-data:exports.download') })
      .click();
    const file = await (await downloading).path();
    const rows = await readSheet(readFileSync(file));
    expect(rows[0]).toContain('Order number');
    expect(new Set(rows.slice(1).map(([number]) => number))).toEqual(new Set(['#1014', '#1017']));
  });

  await test.step('the same order goes out again only with a reason', async () => {
    await data.plan('1014');
    await expect(data.make(1)).toBeDisabled();
    await data.dialog.getByLabel(words('customs-data:make.reason')).fill('The broker lost it');
    await data.make(1).click();
    await expect(data.rows.first()).toContainText('The broker lost it');
  });

  await test.step('results come in from a file; what is unknown stays out and says why', async () => {
    await data.go('results');
    await data.importResults(
      'e2e.csv',
      'Order number,Result,Reason\n1014,refused,Description too vague\nNOBODY-1,cleared,',
    );
    await expect(data.rows.filter({ hasText: 'NOBODY-1' }).first()).toContainText(
      words('customs-data:results.rowIs.error'),
    );
    await page.getByRole('button', { name: words('customs-data:results.record', { n: 1 }) }).click();
    await expect(data.rows.filter({ hasText: '#1014' }).first()).toContainText(words('customs-data:result.refused'));
  });

  await test.step('the refused parcel is looked at and dismissed with a reason', async () => {
    await data.go('learning');
    const lesson = data.lesson('#1014');
    await expect(lesson).toContainText('Description too vague');
    await lesson.getByRole('button', { name: words('customs-data:learning.review') }).click();
    await expect(lesson.getByRole('button', { name: words('customs-data:learning.again') })).toBeVisible();
    await lesson.getByRole('button', { name: words('customs-data:learning.dismiss') }).click();
    await data.dialog.getByLabel(words('common:reason')).fill('Only a test');
    await data.dialog.getByRole('button', { name: words('customs-data:learning.ok') }).click();
    await expect(lesson).toHaveCount(0);
  });
});
