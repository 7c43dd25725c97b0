import { startTsplPrinterTcp } from '#main/simulators/devices/tspl-printer-tcp.ts';
import { DevicesPage } from '#tests/e2e/pages/devices-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { TemplatesPage } from '#tests/e2e/pages/templates-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { inWindow } from '#tests/e2e/support/workstation.ts';

test('a template is copied, changed by keyboard and mouse, saved as versions, and an old one comes back', async ({
  page,
  shell,
  words,
}) => {
  const templates = new TemplatesPage(page, words);
  await shell.go('templates');
  await templates.open('Location label 100 × 50 mm');
  await expect(templates.button('templates:saveVersion')).toBeDisabled();
  await templates.copy();
  await templates.expectRead(2);

  const title = templates.element('Text {{location}}');
  await title.focus();
  await expect(templates.field('x')).toHaveAttribute('aria-valuenow', '3');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(templates.field('x')).toHaveAttribute('aria-valuenow', '3.5');
  await expect(templates.field('y')).toHaveAttribute('aria-valuenow', '8');
  await page.keyboard.press('Control+z');
  await expect(templates.field('y')).toHaveAttribute('aria-valuenow', '3');

  await templates.drag(title, 0, 40);
  await expect(templates.field('y')).not.toHaveAttribute('aria-valuenow', '3');
  await page.keyboard.press('Control+z');
  await expect(templates.field('y')).toHaveAttribute('aria-valuenow', '3');

  await templates.add('text');
  await templates.field('content').fill('Zone A');
  await templates.field('x').fill('60');
  await templates.expectRead(2);
  await templates.save(2);

  await page.getByText(words('templates:versions'), { exact: true }).click();
  await templates.button('templates:restore').click();
  await templates.expectSaved(3);
  await expect(templates.element('Text Zone A')).toBeHidden();
});

test('a label whose barcode cannot be read is shown as one, and is not saved', async ({ page, shell, words }) => {
  const templates = new TemplatesPage(page, words);
  await shell.go('templates');
  await templates.open('Product label 50 × 30 mm');
  await templates.copy();
  await templates.expectRead(1);
  await templates.add('box');
  await templates.field('filled').check();
  await templates.field('y').fill('12');
  await expect(page.getByText(words('templates:barcodesFailed'))).toBeVisible();
  await templates.button('templates:saveVersion').click();
  await expect(
    page
      .getByRole('alert')
      .filter({ hasText: words('errors:ERR_LABEL_READBACK_FAILED.title') })
      .first(),
  ).toBeVisible();
});

test('changes under way stay when somebody else saves a version, and go into a copy', async ({
  page,
  shell,
  words,
  workstation,
  browser,
}) => {
  const templates = new TemplatesPage(page, words);
  await shell.go('templates');
  await templates.open('Carton label 100 × 150 mm');
  await templates.copy();
  const element = templates.element('Text {{weight}}');
  const before = await templates.place(element);
  await page.keyboard.press('ArrowRight');

  await inWindow(workstation, browser, async (otherPage) => {
    const other = new TemplatesPage(otherPage, words);
    await new Shell(otherPage, words).go('templates');
    await other.open('Carton label 100 × 150 mm (copy)');
    await other.place(other.element('Text {{weight}}'));
    await otherPage.keyboard.press('ArrowDown');
    await other.save(2);
  });

  const moved = { x: before.x + 0.5, y: before.y };
  await test.step('the window says so, and keeps what was changed', async () => {
    await expect(templates.newer).toContainText(words('templates:newer.title', { name: 'Demo', version: 2 }));
    expect(await templates.place(element)).toEqual(moved);
  });

  await test.step('saving is refused, and takes nothing away', async () => {
    await templates.button('templates:saveVersion').click();
    await expect(page.getByRole('alert')).toContainText(words('errors:ERR_TEMPLATE_CONFLICT.title', { version: 2 }));
    expect(await templates.place(element)).toEqual(moved);
  });

  await test.step('the changes go into a copy, and the version of the other is whole', async () => {
    await templates.button('templates:newer.saveCopy').click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('(copy) (copy)');
    expect(await templates.place(element)).toEqual(moved);
    await templates.button('templates:back').click();
    await templates.open('Carton label 100 × 150 mm (copy)');
    expect(await templates.place(element)).toEqual({ x: before.x, y: before.y + 0.5 });
  });
});

test('a template of the shop is chosen for pick slips, and its test print comes out of the printer', async ({
  page,
  shell,
  words,
}) => {
  const printer = await startTsplPrinterTcp({ isInstant: true, isBusyUntilAsked: true });
  const devices = new DevicesPage(page, words);
  await shell.go('devices');
  await devices.addNetworkPrinter({ name: 'Slip printer', port: printer.port, isDefault: false });

  const templates = new TemplatesPage(page, words);
  await shell.go('templates');
  await templates.open('Pick slip 100 × 150 mm');
  await templates.copy();
  await templates.button('templates:printTest').click();
  await page.getByRole('menuitem', { name: 'Slip printer' }).click();
  await expect.poll(() => printer.printer.labels.length).toBe(1);

  await templates.button('templates:back').click();
  const choice = page.getByRole('combobox', { name: words('templates:document.pick_slip') });
  await choice.click();
  await pickOption(page, 'Pick slip 100 × 150 mm (copy)');
  await expect(page.getByText(words('templates:chosen'))).toBeVisible();

  await shell.go('devices');
  await devices.remove('Slip printer');
  await printer.close();
});
