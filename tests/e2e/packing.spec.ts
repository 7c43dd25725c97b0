import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { OrderPage } from '#tests/e2e/pages/order-page.ts';
import { barcodeOf, PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { watchDraws } from '#tests/e2e/support/watch-draws.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { scanIntoHangingWindow } from '#tests/e2e/support/wedge.ts';

/** No thing of the demo store carries it. */
const FOREIGN_BARCODE = '4000000000006';
/** Nor this one, until it is taught. */
const UNTAUGHT_BARCODE = '4000000000013';

/** What may happen again when a parcel was put back before. */
const REPEATABLE = ['packing.opened', 'packing.items_complete'];
/** What the timeline of a packed order tells once. */
const ONCE = [
  'order.received',
  'stock.reserved',
  'packing.weighed',
  'packing.packed',
  'stock.issued',
  'waybill.requested',
  'waybill.issued',
  'label.queued',
  'label.sending',
  'label.printed',
  'label.confirmed',
  'shipment.confirm_queued',
  'shipment.confirmed',
];

test('a parcel goes from the scan of its order to its label, and the channel is told', async ({
  page,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  const order = new OrderPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumber();

  await packing.fillBox(number);
  await packing.weigh();
  await packing.expectPhase('done');
  await expect(packing.labelPicture).toBeVisible();
  const waybill = await packing.waybillNumber();

  await test.step('the label that came out of the printer carries the waybill', async () => {
    await packing.demo.open();
    await expect(packing.demo.labels.filter({ hasText: waybill })).toBeVisible();
    await packing.demo.close();
  });

  await test.step('its scan proves that it is on the box', async () => {
    await packing.scan(waybill);
    await expect(packing.lastScans.first()).toContainText(words('packing:verdict.label_confirmed'));
  });

  await test.step('the timeline tells all of it, unbroken', async () => {
    await shell.search(number);
    await expect(shell.searchHits.first()).toContainText(number);
    await page.keyboard.press('Enter');
    await expect(order.title).toContainText(number);
    for (const event of REPEATABLE) await expect(order.event(event, 'Demo')).not.toHaveCount(0);
    for (const event of ONCE) await expect(order.event(event, 'Demo')).toHaveCount(1);
    await expect(order.event('waybill.issued', 'Demo')).toContainText(waybill);
    await expect(order.event('waybill.requested', 'Demo')).toContainText('service: SF Express');
    await expect(order.seal).toBeVisible();
  });
});

test('what does not belong in the box is refused, loudly, and counts nothing', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan(await packing.waitingNumber());
  const items = await packing.dueItems();
  const [first] = items;
  const due = String(first?.due);
  const line = packing.item(first?.skuCode ?? '');

  await test.step('a code that nobody knows', async () => {
    await packing.scan(FOREIGN_BARCODE);
    await expect(packing.stop).toContainText(words('errors:ERR_PACKING_CODE_UNKNOWN.title'));
    await expect(packing.lastScans.first()).toContainText(FOREIGN_BARCODE);
    await expect(line.locator('.item-count strong')).toHaveText(due);
  });

  await test.step('a thing that belongs to another order', async () => {
    const mine = new Set(items.map(({ skuCode }) => skuCode));
    const strange = demoCatalogue().find(({ code }) => !mine.has(code))?.code ?? '';
    await packing.scan(barcodeOf(strange));
    await expect(packing.stop).toContainText(words('errors:ERR_PACKING_ITEM_WRONG.title', { sku: strange }));
    await expect(line.locator('.item-count strong')).toHaveText(due);
  });

  await test.step('one too many', async () => {
    await packing.scanAllItems();
    // Another code in between: the same one at once would be asked about instead.
    await packing.scan(FOREIGN_BARCODE);
    await expect(packing.stop).toContainText(words('errors:ERR_PACKING_CODE_UNKNOWN.title'));
    await packing.scan(barcodeOf(first?.skuCode ?? ''));
    await expect(packing.stop).toContainText(
      words('errors:ERR_PACKING_ITEM_SURPLUS.title', { sku: first?.skuCode ?? '' }),
    );
  });
});

test('a box of the wrong weight gets no label until it is right', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.fillBox(await packing.waitingNumberOf(1));
  await packing.weighAs(29_000);
  await expect(packing.stop).toContainText('29000 g');
  await expect(packing.labelPicture).toHaveCount(0);

  await packing.demo.open();
  await packing.demo.putBoxOn();
  await packing.expectPhase('done');
  await expect(packing.labelPicture).toBeVisible();
});

test('a scan inside a field goes to the station and leaves the field as it was', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumber('淘宝');
  await page.keyboard.press('F2');
  await expect(packing.codeField).toBeFocused();
  await packing.scan(number);
  await expect(packing.number).toHaveText(number);
  await expect(packing.codeField).toHaveValue('');
});

test('a scan is whole although the window hangs in the middle of it', async ({ page, words }) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumber('淘宝');
  await scanIntoHangingWindow(page, number, 300);
  await expect(packing.number).toHaveText(number);
  await expect(packing.lastScans.first()).toContainText(number);
});

test('a code too short to be told from typing stays whole in the field and is taken by its Enter', async ({
  page,
  words,
}) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumber('Shopify');
  expect(number.length).toBeLessThan(6);
  await page.keyboard.press('F2');
  await expect(packing.codeField).toBeFocused();
  await packing.scan(number);
  await expect(packing.number).toHaveText(number);
});

test('the verdict of a scan, its count and its line are drawn at once, and nothing moves afterwards', async ({
  page,
  words,
}) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan(await packing.waitingNumber());
  const [first] = await packing.dueItems();
  const draws = await watchDraws(page);
  await packing.scan(barcodeOf(first?.skuCode ?? ''));
  await expect(packing.lastScans.filter({ hasText: barcodeOf(first?.skuCode ?? '') })).toHaveCount(1);
  const seen = await draws();
  const verdict = seen.findIndex((draw) => draw.scans);
  expect(seen[verdict]).toEqual({ scans: true, items: true, busy: false });
  // Nothing says that the verdict is awaited: it is there before anybody could read that.
  expect(seen.slice(0, verdict).some((draw) => draw.busy || draw.items)).toBe(false);
  await expect(packing.item(first?.skuCode ?? '')).toHaveClass(/item-lit/);
  await expect(packing.flash).toHaveCount(0);
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test('a lead teaches a code that nobody knows: it counts at once, and everywhere from then on', async ({
  page,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  await packing.begin();
  await packing.scan(await packing.waitingNumberOf(1));
  await packing.expectPhase('items');
  await packing.scan(UNTAUGHT_BARCODE);
  await page.getByRole('button', { name: words('packing:teach.open') }).click();
  await shell.dialog.getByRole('radio').first().check();
  await shell.dialog.getByRole('button', { name: words('packing:teach.ok') }).click();
  await packing.expectPhase('weigh');
  await packing.putBack();
});

test('goods whose date is past are not counted until a lead says so, and the timeline keeps who said it', async ({
  page,
  shell,
  words,
}) => {
  const packing = new PackingPage(page, words);
  const order = new OrderPage(page, words);
  await packing.begin();
  const number = await packing.waitingNumberOf(1);
  await packing.scan(number);
  const [item] = await packing.dueItems();
  const skuCode = item?.skuCode ?? '';
  // GS1-128 as a scanner sends it: article, use by 31 January 2020, lot OLD.
  await packing.scan(`]C101${barcodeOf(skuCode).padStart(14, '0')}1720013110OLD`);
  await expect(packing.instruction).toContainText(
    words('errors:ERR_PACKING_GOODS_EXPIRED.title', { sku: skuCode, expiry: '2020-01-31' }),
  );
  await expect(packing.item(skuCode).locator('.item-count strong')).toHaveText('1');
  await packing.action('countExpired').click();
  await packing.expectPhase('weigh');
  await expect(packing.item(skuCode)).toContainText('OLD');
  await packing.putBack();
  await shell.search(number);
  await expect(shell.searchHits.first()).toContainText(number);
  await page.keyboard.press('Enter');
  await expect(order.event('packing.expired_accepted', 'Demo')).toHaveCount(1);
});
