import { mkdirSync, readdirSync } from 'node:fs';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { CustomsDesk } from '#tests/e2e/pages/customs-desk.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';

/** The desk is walked through in English: customs-desk.spec.ts. */
const language = 'zh-CN';

test('papers of many orders are made, found, looked at and saved', async ({ ownWorkstation, context }, info) => {
  const words = wordsOf(language);
  const page = await ownWorkstation.open(context);
  const desk = new CustomsDesk(page, words);
  const picture = (name: string) => page.screenshot({ path: info.outputPath(`${language}-${name}.png`) });
  await new FirstRun(page, wordsOf('en')).tryDemoStore();
  await page.getByRole('button', { name: '简体中文' }).click();
  await desk.open();
  await desk.showAll();
  await expect(desk.rows).toHaveCount(10);
  const numbers = await desk.rows.locator('strong.mono').allTextContents();
  await page.getByRole('tab', { name: words('customs:tabs.papers'), exact: true }).click();
  await expect(page.getByText(words('customs-papers:empty.title'))).toBeVisible();
  await picture('1-empty');

  const batchOf = (number: number) =>
    page.getByRole('region', { name: words('customs-papers:batch.of', { n: 10 }) }).nth(number);
  const fill = page.getByLabel(words('customs-papers:batch.orders'));

  await test.step('a batch tells numbers that find nothing, and each order that fails with its reason', async () => {
    // The demo store's goods have no ten-digit Chinese code, which the export list needs.
    await fill.fill([...numbers, 'NOWHERE-1'].join('\n'));
    await page.getByRole('button', { name: words('customs-papers:batch.start', { n: 11 }) }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'NOWHERE-1' })).toBeVisible();
    await expect(batchOf(0)).toContainText(words('customs-desk:field.lines_hsCodes'), { timeout: 30_000 });
    await picture('2-batch');
  });

  await test.step('papers that are chosen by name are made', async () => {
    await fill.fill(numbers.join('\n'));
    await page.getByRole('combobox', { name: words('customs-papers:batch.kinds') }).click();
    await pickOption(page, words('customs-papers:kind.commercial_invoice'));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: words('customs-papers:batch.start', { n: 10 }) }).click();
  });

  await test.step('a paper is found, shown and saved', async () => {
    const row = page
      .getByRole('row')
      .filter({ hasText: words('customs-papers:kind.commercial_invoice') })
      .first();
    await row.click();
    // Not by its role alone: the cross that closes the dialog is a picture too.
    await expect(page.getByRole('dialog').locator('img.print-preview').first()).toBeVisible();
    await picture('3-paper');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: words('customs-papers:save') }).click();
    expect((await download).suggestedFilename()).toMatch(/^commercial-invoice-.*\.pdf$/);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  });

  await test.step('papers that are chosen come out of an office printer, without a mouse', async () => {
    const printed = info.outputPath('printed');
    mkdirSync(printed, { recursive: true });
    const nav = (name: string) => page.getByRole('navigation').getByRole('link', { name: words(`shell:nav.${name}`) });
    await nav('devices').click();
    await new DevicesPage(page, words).addDocumentPrinter('Office', printed);
    await nav('customs').click();
    await page.getByRole('tab', { name: words('customs:tabs.papers'), exact: true }).click();
    const grid = page.getByRole('grid', { name: words('customs-papers:archive') });
    await expect(grid.locator('.grid-row').first()).toBeVisible();
    await grid.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await expect(page.getByText(words('customs-papers:chosen', { n: 2 }))).toBeVisible();
    const open = page.getByRole('button', { name: words('customs-papers:print.open') }).first();
    await open.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Office')).toBeVisible();
    await picture('4-print');
    await expect(dialog.getByRole('button', { name: words('customs-papers:print.print') })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect.poll(() => readdirSync(printed).filter((name) => name.endsWith('.pdf')).length).toBe(2);
  });

  await test.step('the page reads well on both sizes of screen and in the dark', async () => {
    await page.setViewportSize({ width: 1366, height: 768 });
    await picture('5-small');
    await page.getByRole('button', { name: words('shell:toDark') }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
    await picture('6-small-dark');
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.getByRole('searchbox', { name: words('customs-papers:search') }).fill('NOWHERE');
    await page.keyboard.press('Enter');
    await expect(page.getByText(words('customs-papers:empty.noneFound'))).toBeVisible();
    await picture('7-wide-none-found');
  });
});
