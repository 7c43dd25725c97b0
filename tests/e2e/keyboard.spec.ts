import type { Page } from '@playwright/test';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { barcodeOf, PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { hearSounds } from '#tests/e2e/support/hear-sounds.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

/** Slower than any scanner, faster than any person. */
const KEY_MS = 45;
/** So many times slower than this one. */
const BUSY_PC = 20;

async function typeCode(page: Page, code: string): Promise<void> {
  await page.keyboard.press('F2');
  await page.keyboard.type(code, { delay: KEY_MS });
  await page.keyboard.press('Enter');
}

test('a parcel is packed by the keyboard alone: codes, weight, label, next', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumberOf(1);

  await typeCode(page, number);
  await expect(packing.number).toHaveText(number);
  const [item] = await packing.dueItems();
  await typeCode(page, barcodeOf(item?.skuCode ?? ''));
  await packing.expectPhase('weigh');

  await page.keyboard.press('F6');
  await page.keyboard.type(String(await packing.expectedGrams()), { delay: KEY_MS });
  await page.keyboard.press('Enter');
  await packing.expectPhase('done');
  await expect(packing.labelPicture).toBeVisible();
  await page.keyboard.press('F9');
  await packing.expectPhase('idle');
});

test('what is typed while the question for the weight still opens stands in its field', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan(await packing.waitingNumberOf(1));
  await packing.scanAllItems();
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: BUSY_PC });
  await page.keyboard.press('F6');
  await page.keyboard.type('123456', { delay: KEY_MS });
  await expect(page.getByRole('textbox', { name: words('packing:manual.label') })).toHaveValue('123456');
  await expect(packing.codeField).toHaveValue('');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.detach();
});

test('a verdict is read aloud: right ones politely, wrong ones at once', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan('4000000000006');
  await expect(page.getByRole('alert')).toContainText(words('errors:ERR_PACKING_CODE_UNKNOWN.title'));
  await packing.scan(await packing.waitingNumber());
  await expect(page.locator('.instruction[aria-live=polite]')).toContainText(words('packing:phase.items.text'));
  await packing.putBack();
});

test('a verdict sounds, and is silent once a key turned the sound off', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  const tones = await hearSounds(page);
  await packing.scan(await packing.waitingNumber());
  await expect.poll(tones).toBe(1);
  await page.keyboard.press('F10');
  await packing.scan('4000000000006');
  await expect(packing.stop).toBeVisible();
  expect(await tones()).toBe(1);
  await page.keyboard.press('F10');
  await packing.scan('4000000000006');
  await expect.poll(tones).toBe(3);
});

test('all shortcuts stand on one sheet, which a key opens and Escape closes', async ({ page, shell, words }) => {
  await shell.go('orders');
  await page.keyboard.press('?');
  await expect(shell.dialog).toContainText(words('shell:help.title'));
  for (const key of ['typeCode', 'weigh', 'putBack', 'printAgain', 'select']) {
    await expect(shell.dialog.getByText(words(`shell:help.keys.${key}`), { exact: true }).first()).toBeVisible();
  }
  await shell.leaveDialog();
  await shell.search('zzzz');
  await shell.leaveDialog();
  await expect(shell.dialog).toHaveCount(0);

  await page.keyboard.press('Alt+4');
  await expect(page).toHaveURL(/#\/stock$/);
  await expect(shell.title).toHaveText(words('stock:title'));
});

test('what is typed while the search still opens stands in its field, from the first key on', async ({
  page,
  shell,
}) => {
  await shell.go('orders');
  // All at once, as a scanner does, and sooner than any dialog is there.
  await Promise.all([...'/1795979'].map((key) => page.keyboard.press(key)));
  await expect(shell.searchField).toHaveValue('1795979');
  await shell.searchField.press('8');
  await expect(shell.searchField).toHaveValue('17959798');
});

test('the keys of the window work at the packing station too, wherever the keyboard has them', async ({
  page,
  shell,
  words,
}) => {
  await shell.go('packing');
  await expect(new PackingPage(page, words).codeField).toBeVisible();
  await page.keyboard.press('?');
  await expect(shell.dialog).toContainText(words('shell:help.title'));
  await shell.leaveDialog();
  await expect(shell.dialog).toHaveCount(0);
});

test('the list of orders is walked, marked and opened by keys', async ({ page, shell, words }) => {
  const orders = new OrdersPage(page, words);
  await shell.go('orders');
  await expect(orders.rows.first()).toBeVisible();
  await page.keyboard.press('x');
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  await expect(orders.selection).toContainText('2');
  const number = await orders.numberOf(orders.cursor);
  await page.keyboard.press('Enter');
  await expect(shell.title).toContainText(number);
});

test('every control of a page can be reached by Tab, shows that it is, and has a name', async ({
  page,
  shell,
  words,
}) => {
  await shell.go('packing');
  await expect(new PackingPage(page, words).codeField).toBeVisible();
  const problems: string[] = [];
  const seen = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const ringed = element.closest('.ant-input-affix-wrapper') ?? element;
      return {
        markup: element.outerHTML.slice(0, 160),
        outline: getComputedStyle(ringed).outlineWidth,
        name: element.getAttribute('aria-label') ?? element.title + (element.textContent ?? ''),
      };
    });
    if (!focused || seen.has(focused.markup)) continue;
    seen.add(focused.markup);
    if (focused.outline !== '3px') problems.push(`no ring: ${focused.markup}`);
    if (focused.name.trim() === '') problems.push(`no name: ${focused.markup}`);
  }
  expect(problems).toEqual([]);
  expect(seen.size).toBeGreaterThan(20);
});

test('a dialog takes the focus each time it opens, and gives it back to where it was', async ({
  page,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan(await packing.waitingNumberOf(1));
  await packing.scanAllItems();
  const before = page.locator('.packing-head').getByRole('button').first();
  await before.focus();
  const questions = {
    F8: page.getByRole('button', { name: words('packing:putBack.ok'), exact: true }),
    F7: page.getByRole('button', { name: words('packing:hold.ok'), exact: true }),
    F6: page.getByRole('textbox', { name: words('packing:manual.label') }),
    F5: page.getByRole('button', { name: words('common:close') }),
  };
  for (const key of ['F8', 'F7', 'F6', 'F5', 'F8', 'F7', 'F6'] as const) {
    await page.keyboard.press(key);
    await expect(questions[key].and(shell.dialog.locator('*'))).toBeFocused();
    await shell.leaveDialog();
    await expect(before).toBeFocused();
  }
  await packing.putBack();
});
