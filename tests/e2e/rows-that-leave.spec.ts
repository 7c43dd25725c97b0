import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Locator, Page } from '@playwright/test';
import { startTaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import { OrdersPage } from '#tests/e2e/pages/orders-page.ts';
import { Shell } from '#tests/e2e/pages/shell.ts';
import { ShopsPage } from '#tests/e2e/pages/shops-page.ts';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import { test as base, expect, needsTwoWindows } from '#tests/e2e/support/test.ts';
import type { Words } from '#tests/e2e/support/words.ts';

/** Where messages go. Those about alerts arrive at once, a test message waits for the test. */
interface Receiver {
  readonly url: string;
  /** Turns the test message away that waits, or the next one. */
  refuse(): Promise<void>;
}

const test = base.extend<{ receiver: Receiver }>({
  receiver: async ({}, use) => {
    const waiting: ServerResponse[] = [];
    const waiters: ((response: ServerResponse) => void)[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
      request.on('end', () => {
        const isTest = body.includes('"event":"test"');
        const waiter = isTest ? waiters.shift() : (arrived: ServerResponse) => arrived.writeHead(204).end();
        if (waiter) waiter(response);
        else waiting.push(response);
      });
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    await use({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
      async refuse() {
        const response = waiting.shift() ?? (await new Promise<ServerResponse>((resolve) => waiters.push(resolve)));
        response.writeHead(404).end();
      },
    });
    server.closeAllConnections();
    server.close();
  },
});

/** The page of alerts in one window. */
class AlertsPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  async open(tab: 'alerts' | 'notifiers'): Promise<void> {
    await expect(new Shell(this.#page, this.#words).statusBar).toBeVisible();
    await this.#page.keyboard.press('Alt+a');
    await this.#page.getByRole('tab', { name: this.#words(`alerts:tab.${tab}`) }).click();
  }

  async addNotifier(name: string, url: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('alerts:notifier.add') }).click();
    await this.dialog.getByRole('combobox', { name: this.#words('alerts:notifier.kind') }).click();
    await pickOption(this.#page, 'Webhook (JSON)');
    await this.dialog.getByLabel(this.#words('alerts:notifier.name')).fill(name);
    await this.dialog.getByLabel(this.#words('shops:field.webhookUrl')).fill(url);
    await this.dialog.getByRole('button', { name: this.#words('common:save') }).click();
    await expect(this.dialog).toHaveCount(0);
  }

  async removeNotifier(name: string): Promise<void> {
    await this.press(this.card(name), 'alerts:notifier.remove');
    await this.press(this.dialog, 'alerts:notifier.remove');
    await expect(this.dialog).toHaveCount(0);
    await expect(this.card(name)).toHaveCount(0);
  }

  card(name: string): Locator {
    return this.#page.getByRole('article', { name });
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  get problem(): Locator {
    return this.#page.getByRole('tabpanel').getByRole('alert');
  }

  press(place: Locator, words: string): Promise<void> {
    return place.getByRole('button', { name: this.#words(words) }).click();
  }
}

test('what became of a test message is told, although another window removed its notifier meanwhile', async ({
  page,
  receiver,
  words,
}) => {
  needsTwoWindows();
  const name = 'Robot of the day';
  const mine = new AlertsPage(page, words);
  await mine.open('notifiers');
  await mine.addNotifier(name, receiver.url);
  await mine.press(mine.card(name), 'alerts:notifier.test');

  const window = await page.context().newPage();
  await window.goto(page.url());
  const theirs = new AlertsPage(window, words);
  await theirs.open('notifiers');
  await theirs.removeNotifier(name);
  await window.close();

  await expect(mine.card(name)).toHaveCount(0);
  await expect(mine.problem).toHaveCount(0);
  await receiver.refuse();
  await expect(mine.problem).toContainText(words('errors:ERR_NOTIFIER_REFUSED.title'));
  await expect(mine.problem).toContainText(words('common:rowLeft', { row: name }));
  await page.screenshot({ path: test.info().outputPath('notifier-left.png') });
  await mine.problem.getByRole('button', { name: words('common:close') }).click();
  await expect(mine.problem).toHaveCount(0);
});

test('a reason that is being typed stays when another window closes the alert, and the answer says so', async ({
  page,
  receiver,
  words,
}) => {
  needsTwoWindows();
  const name = 'Robot of the night';
  const reason = 'The robot was asked to rest';
  const mine = new AlertsPage(page, words);
  const alert = words('alerts:kind.notifier_failing.name');
  await mine.open('notifiers');
  await mine.addNotifier(name, receiver.url);
  await mine.press(mine.card(name), 'alerts:notifier.test');
  await receiver.refuse();
  await expect(mine.card(name)).toContainText(words('errors:ERR_NOTIFIER_REFUSED.title'));
  await mine.open('alerts');
  await mine.press(mine.card(alert), 'alerts:resolve');
  await mine.dialog.getByRole('textbox').fill(reason);

  const window = await page.context().newPage();
  await window.goto(page.url());
  const theirs = new AlertsPage(window, words);
  await theirs.open('alerts');
  await theirs.press(theirs.card(alert), 'alerts:resolve');
  await theirs.dialog.getByRole('textbox').fill('Known');
  await theirs.press(theirs.dialog, 'alerts:resolve');
  await expect(theirs.card(alert)).toHaveCount(0);
  await window.close();

  await expect(mine.card(alert)).toHaveCount(0);
  await expect(mine.dialog.getByRole('textbox')).toHaveValue(reason);
  await mine.press(mine.dialog, 'alerts:resolve');
  await expect(mine.dialog.getByRole('alert')).toContainText(words('errors:ERR_ALERT_RESOLVED.title'));
  await page.screenshot({ path: test.info().outputPath('alert-left.png') });
  await mine.press(mine.dialog, 'common:cancel');

  await mine.open('notifiers');
  await mine.removeNotifier(name);
});

test('a recipient that is being typed stays when another window enters it, and says so', async ({
  page,
  shell,
  words,
}) => {
  needsTwoWindows();
  const shop = 'Shop with masks';
  const taobao = await startTaobaoSimulator({ seed: 79 });
  const { tid } = taobao.orders.addOne({ situation: 'paid', lines: [{ code: 'BED-NVY', quantity: 1 }] });
  const shops = new ShopsPage(page, words);
  await shell.go('shops');
  await shops.typeTaobao(taobao);
  await shops.connect(shop);
  await shell.go('orders');
  await new OrdersPage(page, words).rows.filter({ hasText: tid }).dblclick();
  const recipientOf = (window: Page) => {
    const dialog = window.getByRole('dialog');
    return {
      dialog,
      enter: window.getByRole('button', { name: words('orders:recipient.enter') }),
      field: (name: string) => dialog.getByLabel(words(`orders:recipient.${name}`), { exact: true }),
      press: (key: string) => dialog.getByRole('button', { name: words(key) }).click(),
    };
  };
  const mine = recipientOf(page);
  await mine.enter.click();
  await mine.field('name').fill('Li Na');

  const window = await page.context().newPage();
  await window.goto(page.url());
  const theirs = recipientOf(window);
  await theirs.enter.click();
  for (const [field, text] of [
    ['name', 'Wang Fang'],
    ['phone', '13800138000'],
    ['city', 'Hangzhou'],
    ['street', 'Wensan Road 1'],
  ] as const)
    await theirs.field(field).fill(text);
  await theirs.press('common:save');
  await expect(theirs.enter).toHaveCount(0);
  await window.close();

  await expect(mine.enter).toHaveCount(0);
  await expect(mine.dialog.getByRole('status')).toHaveText(words('common:overtaken'));
  await expect(mine.field('name')).toHaveValue('Li Na');
  await page.screenshot({ path: test.info().outputPath('recipient-entered.png') });
  await mine.press('common:cancel');

  await shell.go('shops');
  await shops.switchOff(shop);
  await taobao.close();
});
