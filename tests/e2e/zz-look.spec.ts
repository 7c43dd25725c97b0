import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';
import { test } from '#tests/e2e/support/test.ts';

test('look', async ({ ownWorkstation, context, words }) => {
  const page = await ownWorkstation.open(context);
  page.on('console', (m) => m.type() === 'error' && console.log(m.text()));
  await new FirstRun(page, words).tryDemoStore();
  const shot = (n: string) => page.screenshot({ path: `/tmp/h-desk/shots/${n}.png` });
  await page.goto(page.url().replace(/#.*/, '#/customs/desk'));
  await page.waitForTimeout(6000);
  await shot('1-desk');
  await page.getByRole('row').nth(1).click();
  await page.waitForTimeout(1500);
  await shot('2-case');
  await page.keyboard.press('Escape');
  await page.waitForTimeout(500);
  await page
    .getByRole('button', { name: words('customs-desk:select.shown', { n: 10 }) })
    .click({ timeout: 3000 })
    .catch(() => page.locator('.desk-select .choice').first().click());
  await page.waitForTimeout(500);
  await shot('3-fill');
  await page.getByRole('button', { name: words('customs-desk:ask.button') }).click();
  await page.waitForTimeout(1500);
  await shot('4-ask');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: words('customs-desk:senders.button') }).click();
  await page.waitForTimeout(1000);
  await shot('5-senders');
  await page
    .getByRole('button', { name: words('common:edit') })
    .first()
    .click();
  await page.waitForTimeout(1500);
  await shot('6-sender');
  await page.goto(page.url().replace(/#.*/, '#/customs/board'));
  await page.waitForTimeout(2000);
  await shot('7-board');
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(page.url().replace(/#.*/, '#/customs/desk'));
  await page.waitForTimeout(2000);
  await shot('8-desk-dark');
});
