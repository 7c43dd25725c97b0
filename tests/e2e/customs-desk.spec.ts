import { CustomsDesk } from '#tests/e2e/pages/customs-desk.ts';
import { FirstRun } from '#tests/e2e/pages/first-run.ts';
import { PackingPage } from '#tests/e2e/pages/packing-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { expect, test } from '#tests/e2e/support/test.ts';
import { wordsOf } from '#tests/e2e/support/words.ts';

/** The papers are walked through in Chinese: customs-papers.spec.ts. */
const language = 'en';
/** Orders of the demo store whose goods lack an HS code that their destination asks for. */
const WITHOUT_CODES = 4;

test('a clerk walks through the desk with ten mixed destinations', async ({ ownWorkstation, context }, info) => {
  const words = wordsOf(language);
  const page = await ownWorkstation.open(context);
  const desk = new CustomsDesk(page, words);
  const shell = new Shell(page, words);
  const picture = (name: string) => page.screenshot({ path: info.outputPath(`${language}-${name}.png`) });
  await new FirstRun(page, wordsOf('en')).tryDemoStore();
  await desk.open();

  await test.step('ten destinations, the one without goods data held', async () => {
    await expect(desk.destinations).toHaveCount(10);
    await expect(desk.row(words('customs-desk:territory.IC'))).toBeVisible();
    await picture('1-desk');
  });

  await test.step('what blocks narrows the list, and an order says what is missing and where to mend it', async () => {
    await desk.block('lines_hsCodes').click();
    await expect(desk.rows).toHaveCount(WITHOUT_CODES);
    await desk.row(words('customs-desk:territory.IC')).click();
    await expect(desk.drawer).toContainText('SOK-P3');
    await expect(desk.drawer.getByRole('link', { name: words('customs-desk:toGoods') }).first()).toBeVisible();
    await expect(desk.drawer.getByRole('button', { name: words('customs-desk:override.button') })).toBeDisabled();
    await picture('2-order');
    await expect(
      desk.drawer.getByRole('region', { name: words('customs-desk:paper.commercial_invoice') }),
    ).toContainText('SOK-P3');
    await desk.drawer.getByText(words('customs-desk:grouping.place')).click();
    await expect(desk.drawer.getByRole('region', { name: words('customs-desk:place.goods') })).toContainText('SOK-P3');
    await picture('2-order-by-place');
    await shell.leaveDialog();
  });

  await test.step('one value for many orders, and its undo', async () => {
    await desk.showAll();
    await expect(desk.rows).toHaveCount(10);
    await desk.button('select.shown', { n: 10 }).click();
    await desk.chooseField(words('customs-desk:field.comments'));
    await page.getByRole('textbox', { name: words('customs-desk:field.comments') }).fill('handle with care');
    await picture('3-fill');
    await desk.button('fill.button', { n: 10 }).click();
    const undo = desk.button('undo.button', { n: 10 });
    await undo.click();
    await expect(undo).toHaveCount(0);
  });

  await test.step('a number of the buyer is checked while it is typed, and masked once it stands', async () => {
    const brazil = desk.row(new Intl.DisplayNames([language], { type: 'region' }).of('BR') ?? '');
    await desk.select(brazil);
    const cpf = words('customs-desk:field.buyerNumber', { number: words('customs-desk:number.cpf') });
    await desk.chooseField(cpf);
    const value = page.getByRole('textbox', { name: cpf });
    await value.fill('529.982.247-26');
    await expect(page.getByText(words('customs-desk:check.wrong'))).toBeVisible();
    await value.fill('529.982.247-25');
    await expect(page.getByText(words('customs-desk:check.right'))).toBeVisible();
    await value.press('Enter');
    await expect(page.getByRole('region', { name: words('customs-desk:select.title', { n: 1 }) })).toHaveCount(0);
    await brazil.click();
    await expect(desk.drawer).toContainText('725');
    await expect(desk.drawer).not.toContainText('52998224725');
    await picture('4-number');
    await shell.leaveDialog();
  });

  await test.step('pasted replies are read and told, and nothing is stored before the clerk says so', async () => {
    await desk.button('replies.button').click();
    await page
      .getByRole('textbox', { name: words('customs-desk:replies.title') })
      .fill('#999999 529.982.247-25 https://example.com/x');
    await desk.button('replies.read').last().click();
    await expect(page.getByText(words('customs-desk:reply.order_unknown'))).toBeVisible();
    await picture('5-replies');
    await shell.leaveDialog();
  });

  await test.step('the station refuses the order that is incomplete', async () => {
    const number = await desk.row(words('customs-desk:territory.IC')).locator('strong').first().innerText();
    const packing = new PackingPage(page, words);
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('shell:nav.packing') })
      .click();
    await expect(packing.codeField).toBeVisible();
    await packing.scan(number);
    await expect(packing.stop).toContainText(words('errors:ERR_ORDER_ON_HOLD.title'));
    await picture('6-station');
  });

  await test.step('whoever has the right lets it go with a reason, and the board counts it', async () => {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: words('shell:nav.settings') })
      .click();
    await page.getByRole('tab', { name: words('settings:tab.people') }).click();
    await page
      .getByRole('button', { name: words('common:edit') })
      .first()
      .click();
    await page.getByRole('checkbox', { name: words('settings:people.right.customs_release') }).check();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: words('common:save') })
      .click();
    await desk.open();
    await desk.row(words('customs-desk:territory.IC')).click();
    await desk.drawer.getByRole('button', { name: words('customs-desk:override.button') }).click();
    const dialog = page.getByRole('dialog', { name: words('customs-desk:override.title') });
    await dialog.getByRole('textbox').fill('the carrier agreed');
    await dialog.getByRole('button', { name: words('customs-desk:override.button') }).click();
    await expect(desk.drawer.getByRole('button', { name: words('customs-desk:override.withdraw') })).toBeVisible();
    await picture('7-let-go');
    await shell.leaveDialog();
    await expect(desk.state('overridden')).toContainText('1');
    await desk.tab('board');
    await expect(
      page
        .getByRole('row')
        .filter({ hasText: words('customs-desk:territory.IC') })
        .first(),
    ).toBeVisible();
    await picture('8-board');
  });
});
