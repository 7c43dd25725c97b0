import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { TaobaoSimulator } from '#main/simulators/taobao/taobao-simulator.ts';
import type { Words } from '#tests/e2e/support/words.ts';

/** Shops and carriers. */
export class ShopsPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  card(name: string): Locator {
    return this.#page.getByRole('article').filter({ has: this.#page.getByRole('heading', { name, exact: true }) });
  }

  button(name: string, key: string): Locator {
    return this.card(name).getByRole('button', { name: this.#words(key), exact: true });
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  /** A sentence, or what went wrong, under the form. */
  get tested(): Locator {
    return this.dialog.getByRole('status');
  }

  get problem(): Locator {
    return this.dialog.getByRole('alert');
  }

  /** Hours in which the platform counted a paid order, as they are read aloud. */
  hoursWithOrders(name: string): Locator {
    return this.card(name).locator('.hour-good, .hour-bad').getByRole('button');
  }

  get submit(): Locator {
    return this.dialog.getByRole('button', { name: this.#words('shops:shop.connect'), exact: true });
  }

  /** Says yes to what the dialog tells of. */
  async confirm(key: string): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#words(key), exact: true }).click();
    await expect(this.dialog).toBeHidden();
  }

  /** @param told what the dialog must tell of before */
  async switchOff(name: string, told?: string): Promise<void> {
    await this.button(name, 'shops:shop.switchOff').click();
    if (told !== undefined) await expect(this.dialog).toContainText(told);
    await this.confirm('shops:shop.switchOff');
    await expect(this.card(name)).toContainText(this.#words('common:off'));
  }

  /** Opens the form and types what a person reads off the platform's console. */
  async typeTaobao(shop: Pick<TaobaoSimulator, 'gatewayUrl' | 'appKey' | 'appSecret' | 'session'>): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByRole('button', { name: this.#words('shops:shop.add') })
      .click();
    await this.type('appKey', shop.appKey);
    await this.type('appSecret', shop.appSecret);
    await this.type('sessionKey', shop.session);
    await this.dialog.getByText(this.#words('shops:advanced')).click();
    await this.type('gatewayUrl', shop.gatewayUrl);
  }

  async type(field: string, value: string): Promise<void> {
    await this.dialog.getByLabel(this.#words(`shops:field.${field}`), { exact: true }).fill(value);
  }

  async test(): Promise<void> {
    await this.dialog.getByRole('button', { name: this.#words('shops:shop.test') }).click();
  }

  /** Connects under a name of our own. */
  async connect(name: string): Promise<void> {
    await this.dialog.getByLabel(this.#words('shops:shop.name'), { exact: true }).fill(name);
    await this.submit.click();
    await expect(this.card(name)).toBeVisible();
  }
}
