import { ImportsPage } from '#tests/e2e/pages/imports-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';

const GOODS = [
  'SKU,Title,Barcode,Weight (g),Quantity,Place',
  'E2E-CUP,Tea cup,9529990000018,320,12,Z-01-01',
  'E2E-POT,Tea pot,9529990000025,heavy,3,Z-01-02',
  'E2E-TRAY,Tea tray,9529990000032,780,5,Z-01-03',
].join('\n');

const ORDERS = [
  'Order number,SKU,Title,Quantity,Unit price,Recipient,Phone,Province,City,District,Address',
  'E2E-2001,BED-NVY,Bedding,1,199.00,李雷,13800138000,浙江省,杭州市,西湖区,文三路 1 号',
  'E2E-2002,BED-NVY,Bedding,many,199.00,韩梅梅,13800138001,浙江省,杭州市,西湖区,文三路 2 号',
].join('\n');

test('goods come in from a file, the bad row stays out and says why, and all is taken back', async ({
  page,
  shell,
  words,
}) => {
  const imports = new ImportsPage(page, words);
  await shell.go('imports');
  await imports.choose('goods.csv', GOODS);
  await expect(imports.ready).toContainText('2');
  await expect(imports.rows).toHaveCount(3);
  await imports.showOnlyErrors();
  await expect(imports.rows).toHaveCount(1);
  await expect(imports.rows.first()).toContainText('heavy');
  await imports.apply();
  await expect(imports.history('goods.csv')).toContainText(words('imports:state.applied'));
  await imports.openErrors('goods.csv', 1);
  await expect(imports.rows).toHaveCount(1);
  await expect(imports.rows.first()).toContainText('heavy');
  await shell.leaveDialog();

  await shell.go('stock');
  await page.getByRole('textbox').fill('E2E-');
  await expect(page.getByRole('rowgroup').getByRole('row')).toHaveCount(2);

  await shell.go('imports');
  await imports.takeBack('goods.csv');
  await expect(imports.history('goods.csv')).toContainText(words('imports:state.undone'));
  await shell.go('stock');
  await page.getByRole('textbox').fill('E2E-');
  await expect(page.getByText(words('stock:none'), { exact: true })).toBeVisible();
});

test('orders come in from a file and are found by their number', async ({ page, shell, words }) => {
  const imports = new ImportsPage(page, words);
  await shell.go('imports');
  await imports.chooseKind('orders');
  await imports.choose('orders.csv', ORDERS);
  await expect(imports.ready).toContainText('1');
  await imports.apply();
  await expect(imports.history('orders.csv')).toContainText(words('imports:state.applied'));
  await shell.search('E2E-2001');
  await expect(shell.searchHits).toHaveCount(1);
  await expect(shell.searchHits.first()).toContainText(words('common:status.ready_to_pack'));
  await shell.leaveDialog();

  await imports.takeBack('orders.csv');
  await expect(imports.history('orders.csv')).toContainText(words('imports:state.undone'));
});

test('a file that was only looked at is there again for whoever left the page, until it is applied or thrown away', async ({
  page,
  shell,
  words,
}) => {
  const imports = new ImportsPage(page, words);
  await shell.go('imports');
  await imports.choose('later.csv', GOODS);
  await expect(imports.rows).toHaveCount(3);

  await test.step('with its columns still open to choice', async () => {
    await shell.go('stock');
    await shell.go('imports');
    await imports.goOnWith('later.csv');
    await expect(imports.rows).toHaveCount(3);
    await expect(imports.column('location')).toBeEnabled();
    await imports.column('location').click();
    await pickOption(page, 'Title');
    // Said by the checked file, which takes the place of the one before.
    await expect(imports.chosenColumn('location')).toHaveText('Title');
    await expect(imports.ready).toContainText('2');
  });

  await test.step('as one draft, also after a reload, when the window no longer has the file', async () => {
    await page.reload();
    await shell.go('imports');
    await expect(imports.drafts).toHaveCount(1);
    await imports.goOnWith('later.csv');
    await expect(imports.rows).toHaveCount(3);
    await expect(page.getByText(words('imports:drafts.chooseAgain'))).toBeVisible();
    await expect(imports.column('location')).toBeDisabled();
  });

  await test.step('and gone when it is thrown away', async () => {
    await imports.throwAway();
    await expect(imports.drafts).toHaveCount(0);
    await expect(imports.history('later.csv')).toHaveCount(0);
  });
});
