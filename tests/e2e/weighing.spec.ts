import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { SettingsPage } from '#tests/e2e/pages/settings-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

test('a packaging is set up, chosen by its barcode, and its weight explains a difference', async ({
  page,
  shell,
  words,
}) => {
  const settings = new SettingsPage(page, words);
  const packing = new PackingPage(page, words);

  await test.step('a lead adds two boxes; one is the usual one', async () => {
    await shell.go('settings');
    await settings.openTab('packagings');
    for (const [code, name, grams] of [
      ['S', 'Small box', '30'],
      ['XL', 'Large box', '900'],
    ] as const) {
      await page.getByRole('button', { name: words('settings:packaging.add') }).click();
      const form = page.getByRole('dialog');
      await form.getByLabel(words('settings:packaging.code')).fill(code);
      await form.getByLabel(words('settings:packaging.name')).fill(name);
      await form.getByLabel(words('settings:packaging.tare')).fill(grams);
      await form.getByRole('button', { name: words('common:save') }).click();
      await expect(page.getByRole('cell', { name, exact: true })).toBeVisible();
    }
    const everyShop = words('settings:packaging.everyShop');
    await page.getByLabel(words('settings:packaging.usualOf', { shop: everyShop })).click();
    await pickOption(page, 'S · Small box');
  });

  await packing.begin();
  await packing.fillBox(await packing.waitingNumberOf(1));
  await expect(packing.scale).toContainText(words('packing:basis.title'));
  const usualG = await packing.expectedGrams();

  await test.step('in another box it weighs too much, and the screen says why', async () => {
    await packing.weighAs(usualG + 870);
    await expect(packing.stop).toContainText(words('packing:weightCause.packaging_other', { sku: 'XL' }));
    await packing.scale.getByText(words('packing:basis.title')).click();
  });

  await test.step('the barcode of that box puts it right without lifting the parcel', async () => {
    await packing.scan('PB:BOX:XL');
    await packing.expectPhase('done');
  });
});

test('command barcodes count many at once, take back, pack a part and set a box aside', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan(await packing.waitingNumberOf(3));
  const [first] = await packing.dueItems();
  await packing.scan('PB:QTY:99');
  await expect(page.getByText(words('packing:nextQuantity', { n: 99 }))).toBeVisible();
  await packing.scan(first?.skuCode ?? '');
  await expect(packing.stop).toContainText(words('errors:ERR_PACKING_QUANTITY_INVALID.title'));
  await packing.scan('PB:FINISH');
  await expect(packing.stop).toContainText('FINISH');
  await packing.scan(first?.skuCode ?? '');
  await expect(packing.left).toHaveText('2');
  await packing.scan('PB:UNDO');
  await expect(packing.left).toHaveText('3');
  await packing.scan(first?.skuCode ?? '');
  await expect(packing.left).toHaveText('2');
  await page.keyboard.press('F4');
  await packing.expectPhase('weigh');
  await expect(page.getByText(words('packing:partial'))).toBeVisible();
  await packing.scan('PB:HOLD');
  await packing.expectPhase('idle');
});
