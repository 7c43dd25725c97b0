import type { Page } from '@playwright/test';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { SignInPage } from '#tests/e2e/pages/sign-in-page.ts';
import { ImportsPage } from '#tests/e2e/pages/imports-page.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import type { Words } from '#tests/e2e/support/words.ts';

const CUSTOMS_DATA = [
  'SKU,English description,Origin,HS code',
  'CG-CUP,Ceramic mug for drinking,CN,691200',
  'CG-GHOST,Nobody knows it,CN,691200',
].join('\n');
const GOODS = ['SKU,Title,Quantity', 'CG-EAR,蓝牙耳机 黑色,5', 'CG-CUP,陶瓷马克杯,5'].join('\n');

/** The tab of goods, its grid and its drawer. */
class GoodsPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get drawer() {
    return this.#page.getByRole('dialog').first();
  }

  async show(code: string): Promise<void> {
    await this.#page.getByRole('link', { name: this.#words('shell:nav.customs') }).click();
    await this.#page.getByRole('tab', { name: this.#words('customs:tabs.goods') }).click();
    await this.#page.getByRole('textbox', { name: this.#words('customs-goods:search') }).fill(code);
  }

  row(code: string) {
    return this.#page.getByRole('rowgroup').getByRole('row').filter({ hasText: code });
  }

  field(name: string) {
    return this.drawer.getByRole('textbox', { name: this.#words(`customs-goods:field.${name}`) });
  }

  async section(name: string): Promise<void> {
    await this.drawer.getByRole('tab', { name: this.#words(`customs-goods:section.${name}`) }).click();
  }

  button(key: string) {
    return this.#page.getByRole('button', { name: this.#words(`customs-goods:${key}`) });
  }
}

test('a clerk fills goods in by keyboard, with a code found by its Chinese name; a colleague has to agree', async ({
  ownWorkstation,
  context,
  words,
}) => {
  const page = await ownWorkstation.open(context);
  const shell = new Shell(page, words);
  const signIn = new SignInPage(page, words);
  const settings = new SettingsPage(page, words);
  const imports = new ImportsPage(page, words);
  const goods = new GoodsPage(page, words);
  const wizard = new FirstRun(page, words);
  await wizard.namePerson('Ada', '2580');
  await wizard.keepRecoveryKey();
  await wizard.button('first-run:later').click();
  await wizard.button('first-run:devices.finish').click();

  await test.step('goods come in from a file', async () => {
    await shell.go('imports');
    await imports.choose('goods.csv', GOODS);
    await imports.apply();
    await expect(imports.history('goods.csv')).toContainText(words('imports:state.applied'));
  });

  await test.step('the button leads to a file of customs data; the row of goods that nobody knows stays out', async () => {
    await goods.show('');
    await goods.button('import').click();
    await imports.choose('customs.csv', CUSTOMS_DATA);
    await expect(imports.ready).toContainText('1');
    await imports.apply();
    await expect(imports.history('customs.csv')).toContainText(words('imports:state.applied'));
    await goods.show('CG-CUP');
    await expect(goods.row('CG-CUP')).toContainText('691200');
  });

  await test.step('Enter opens the goods, the search finds the code although a sign is wrong, Enter takes it', async () => {
    await goods.show('CG-EAR');
    await expect(goods.row('CG-EAR')).toBeVisible();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Enter');
    await goods.field('descriptionEn').fill('Wireless earphones, plastic, for music');
    await goods.field('material').fill('plastic');
    await goods.field('use').fill('listening to music');
    await goods.field('origin').fill('cn');
    await goods.section('codes');
    await goods.button('hs.open').click();
    await page.getByRole('textbox', { name: words('customs-goods:hs.search') }).fill('蓝牙耳几');
    await expect(page.getByRole('option').first()).toContainText('851830');
    await page.keyboard.press('Enter');
    await expect(goods.drawer.getByText('851830').last()).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText(words('customs-goods:saved.saved'), { exact: true })).toBeVisible();
    await shell.leaveDialog();
    await expect(goods.row('CG-EAR')).toContainText('851830');
    await expect(goods.row('CG-EAR')).toContainText('90%');
  });

  await test.step('an administrator wants two people, and adds one', async () => {
    await shell.go('settings');
    await settings.addPerson('Bo', '2468');
    await settings.openTab('rules');
    const secondPerson = settings.setting('customsSecondPerson');
    await secondPerson.getByRole('switch').click();
    await secondPerson.getByRole('button', { name: words('common:save') }).click();
    await expect(secondPerson.getByRole('button', { name: words('common:save') })).toBeHidden();
  });

  await test.step('a change of the origin waits, and whoever made it cannot agree', async () => {
    await goods.show('CG-EAR');
    await goods.row('CG-EAR').click();
    await goods.field('origin').fill('VN');
    await page.keyboard.press('Control+s');
    await expect(goods.drawer.getByText(words('customs-goods:pending.own'))).toBeVisible();
    await expect(goods.button('pending.agree')).toHaveCount(0);
    await shell.leaveDialog();
    await expect(goods.row('CG-EAR')).toContainText('CN');
  });

  await test.step('the colleague sees before and after, and agrees', async () => {
    await shell.signOut();
    await signIn.choose('Bo');
    await signIn.typePin('2468');
    await goods.show('CG-EAR');
    await goods.button('pending.open').click();
    await expect(page.getByRole('dialog').getByRole('cell', { name: 'CN', exact: true })).toBeVisible();
    await goods.button('pending.agree').click();
    await expect(page.getByText(words('customs-goods:pending.empty'))).toBeVisible();
    await shell.leaveDialog();
    await expect(goods.row('CG-EAR')).toContainText('VN');
  });
});
