import { execFileSync } from 'node:child_process';
import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('rules are looked up by destination and day, confirmed, and a rate is entered', async ({
  page,
  shell,
  words,
}, info) => {
  const openRules = async () => {
    await shell.go('customs');
    await page.getByRole('tab', { name: words('customs:tabs.rules') }).click();
  };
  await openRules();
  const picture = async (name: string) => {
    await page.screenshot({ path: info.outputPath(`${name}.png`), fullPage: true });
  };

  await test.step('the destination chooses the rules, the day their dates', async () => {
    await expect(page.getByText('has no ten-digit HTS code')).toBeVisible();
    await picture('us');
    const destination = page.getByRole('combobox', { name: words('customs-rules:rules.destination') });
    await destination.fill('DE');
    await destination.press('Enter');
    await page.getByLabel(words('customs-rules:rules.day'), { exact: true }).first().fill('2026-10-31');
    await page.keyboard.press('Enter');
    const coming = page.getByRole('region', { name: words('customs-rules:coming.title') });
    await expect(coming).toContainText('From 2026-11-01');
    await page.getByLabel(words('customs-rules:rules.day'), { exact: true }).first().fill('2026-11-01');
    await page.keyboard.press('Enter');
    await expect(coming).not.toContainText('From 2026-11-01');
    await picture('de');
  });

  await test.step('a rule of one source blocks once it is confirmed', async () => {
    const destination = page.getByRole('combobox', { name: words('customs-rules:rules.destination') });
    await destination.fill('TR');
    await destination.press('Enter');
    await page.getByRole('button', { name: `${words('customs-rules:confirm.ok')} tr.tckn` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: words('customs-rules:confirm.choice.carrier') }).click();
    await dialog.getByRole('button', { name: words('customs-rules:confirm.ok'), exact: true }).click();
    await expect(page.getByRole('row', { name: /tr\.tckn/ })).toContainText(words('customs-rules:severity.block'));
    await picture('tr');
  });

  await test.step('a rate that is far off is asked about again', async () => {
    const rate = page.getByLabel(words('customs-rules:rates.rate'), { exact: true });
    await rate.fill('9.6');
    await rate.press('Enter');
    await expect(page.getByRole('cell', { name: '1 XDR = 9.6 CNY' })).toBeVisible();
    await rate.fill('96');
    await rate.press('Enter');
    await expect(page.getByText('96 is unlikely for XDR to CNY')).toBeVisible();
    await picture('rates');
  });

  await test.step('a pack is refused while no key is set, and put in force with one', async () => {
    const out = info.outputPath('pack.json');
    const key = execFileSync(process.execPath, ['scripts/customs-rule-pack.mjs', 'keys', info.outputPath('keys')], {
      encoding: 'utf8',
    }).trim();
    execFileSync(process.execPath, [
      'scripts/customs-rule-pack.mjs',
      'sign',
      info.outputPath('keys/private.pem'),
      'resources/customs/rules',
      '2099010101',
      out,
    ]);
    const picker = page.locator('input[type=file][accept=".json"]');
    await picker.setInputFiles(out);
    await expect(page.getByText(words('errors:ERR_CUSTOMS_PACK_NO_KEY.title'))).toBeVisible();
    await shell.go('settings');
    const setting = new SettingsPage(page, words).setting('customsRuleKey');
    await setting.getByRole('textbox').fill(key);
    await setting.getByRole('button', { name: words('common:save') }).click();
    await expect(setting.getByRole('button', { name: words('common:save') })).toBeHidden();
    await openRules();
    await expect(page.getByText(/Packs must be signed with key [0-9a-f]{16}/)).toBeVisible();
    await picker.setInputFiles(out);
    await expect(page.getByText('Version 2099010101, installed here.')).toBeVisible();
    await picture('pack');
    await page.getByRole('button', { name: words('customs-rules:pack.undo') }).click();
    await page.getByRole('dialog').getByLabel(words('common:reason')).fill('test');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('customs-rules:pack.undo') })
      .click();
    await expect(page.getByText(/, came with Packbench/)).toBeVisible();
  });
});
