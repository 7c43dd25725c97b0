import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** Customs → Data out: files, results, learning list, set-ups. */
export class CustomsDataPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  /** Rows of the table on show. */
  get rows(): Locator {
    return this.#page.getByRole('main').locator('tbody tr');
  }

  lesson(orderNumber: string): Locator {
    return this.#page.getByRole('article', { name: orderNumber });
  }

  button(key: string): Locator {
    return this.#page.getByRole('button', { name: this.#words(`customs-data:${key}`) });
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('navigation')
      .getByRole('link', { name: this.#words('shell:nav.customs') })
      .click();
    await this.#page.getByRole('tab', { name: this.#words('customs:tabs.data') }).click();
  }

  async go(part: 'exports' | 'results' | 'learning' | 'setUps'): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByText(this.#words(`customs-data:part.${part}`), { exact: true })
      .click();
  }

  async addBrokerColumns(name: string): Promise<void> {
    await this.button('setUps.addBroker').click();
    await this.dialog.getByLabel(this.#words('customs-data:setUps.name'), { exact: true }).fill(name);
    await this.dialog.getByRole('button', { name: this.#words('common:save') }).click();
    await this.dialog.waitFor({ state: 'hidden' });
  }

  /** Opens the dialog and looks at what the numbers lead to. */
  async plan(numbers: string): Promise<void> {
    await this.button('exports.make').first().click();
    await this.dialog.getByLabel(this.#words('customs-data:make.numbers')).fill(numbers);
    await this.dialog.getByRole('button', { name: this.#words('customs-data:make.look') }).click();
    await this.dialog.locator('tbody tr').first().waitFor();
  }

  make(count: number): Locator {
    return this.dialog.getByRole('button', { name: this.#words('customs-data:make.make', { n: count }) });
  }

  async importResults(name: string, csv: string): Promise<void> {
    await this.#page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  }
}
