import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';

test('a closed drawer is gone when it has slid away, without a time limit of its own', async ({
  page,
  shell,
  words,
}) => {
  await shell.go('packing');
  const demo = page.getByRole('button', { name: words('packing:demo.open'), exact: true });
  const drawer = page.locator('.demo-drawer .ant-drawer-section');
  await demo.click();
  await expect(drawer).toBeVisible();
  // Antd's limit for what does not tell of its end is half a second: here it never comes.
  await page.evaluate(() => {
    const later = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (run: () => void, ms?: number) => (ms === 500 ? 0 : later(run, ms)) });
  });
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
});

test('language and colours of a window are switched at once and kept', async ({ page, shell, words }) => {
  const chinese = wordsOf('zh-CN');
  const chineseShell = new Shell(page, chinese);
  const settings = new SettingsPage(page, chinese);
  const root = page.locator('html');
  await shell.go('orders');
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(root).toHaveAttribute('lang', 'en');

  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(shell.title).toHaveText(chinese('orders:title'));
  await expect(root).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: chinese('shell:toDark') }).click();
  await expect(root).toHaveAttribute('data-theme', 'dark');

  await page.reload();
  await expect(shell.title).toHaveText(chinese('orders:title'));
  await expect(root).toHaveAttribute('data-theme', 'dark');

  await chineseShell.go('settings');
  await settings.openTab('window');
  // A control is as wide as what it offers.
  expect((await page.getByRole('switch').boundingBox())?.width).toBeLessThan(120);
  await page.getByText(chinese('settings:window.light'), { exact: true }).click();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.locator('.ant-segmented').getByText('English', { exact: true }).click();
  await expect(shell.title).toHaveText(words('settings:title'));
});
