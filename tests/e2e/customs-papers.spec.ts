import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { CustomsDesk } from '#tests/e2e/pages/customs-desk.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';

for (const language of ['en', 'zh-CN'] as const)
  test(`papers of many orders are made, found, looked at and saved, in ${language}`, async ({
    ownWorkstation,
    context,
  }, info) => {
    const words = wordsOf(language);
    const page = await ownWorkstation.open(context);
    const desk = new CustomsDesk(page, words);
    const picture = (name: string) => page.screenshot({ path: info.outputPath(`${language}-${name}.png`) });
    await new FirstRun(page, wordsOf('en')).tryDemoStore();
    if (language === 'zh-CN') await page.getByRole('button', { name: '简体中文' }).click();
    await desk.open();
    await desk.showAll();
    await expect(desk.rows).toHaveCount(10);
    const numbers = await desk.rows.locator('strong.mono').allTextContents();
    await page.getByRole('tab', { name: words('customs:tabs.papers') }).click();
    await expect(page.getByText(words('customs-papers:empty.title'))).toBeVisible();
    await picture('1-empty');

    await test.step('a batch tells numbers that find nothing, and its failures with their reasons', async () => {
      await page.getByLabel(words('customs-papers:batch.orders')).fill([...numbers, 'NOWHERE-1'].join('\n'));
      await page.getByRole('button', { name: words('customs-papers:batch.start', { n: 11 }) }).click();
      await expect(page.getByRole('alert').filter({ hasText: 'NOWHERE-1' })).toBeVisible();
      const batch = page.getByRole('region', { name: words('customs-papers:batch.of', { n: 10 }) });
      await expect(batch.getByRole('button', { name: words('customs-papers:batch.stop') })).toHaveCount(0);
      await picture('2-batch');
    });

    await test.step('a paper is found, shown and saved', async () => {
      const row = page
        .getByRole('row')
        .filter({ hasText: words('customs-papers:kind.commercial_invoice') })
        .first();
      await row.click();
      await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
      await picture('3-paper');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: words('customs-papers:save') }).click();
      expect((await download).suggestedFilename()).toMatch(/^commercial-invoice-.*\.pdf$/);
    });
  });
