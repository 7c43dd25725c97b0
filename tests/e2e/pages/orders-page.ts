import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import type { Words } from '#tests/e2e/support/words.ts';

/** The list of all orders. */
export class OrdersPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get grid(): Locator {
    return this.#page.getByRole('grid', { name: this.#words('orders:title') });
  }

  /** Rows that are drawn now; the grid draws only what can be seen, and a few more. */
  get rows(): Locator {
    return this.grid.getByRole('rowgroup').getByRole('row');
  }

  /** Orders of the country: those of the foreign shop (#1001) are held once more, until customs has judged them. */
  get domestic(): Locator {
    return this.rows.filter({ hasNotText: /#\d+/ });
  }

  /** The row that the keys act on. */
  get cursor(): Locator {
    return this.#page.locator('.grid-cursor');
  }

  get text(): Locator {
    return this.#page.getByRole('textbox', { name: this.#words('orders:filter.text') });
  }

  get selection(): Locator {
    return this.#page
      .getByText(/./)
      .filter({ hasText: this.#words('orders:selection.title', { n: '' }) })
      .last();
  }

  status(name: string): Locator {
    // One filter finds refunds that are asked for and those that were paid out.
    const ownNames: Readonly<Record<string, string>> = { all: 'orders:filter.all', refunding: 'common:refunds' };
    return this.#page
      .getByRole('group', { name: this.#words('orders:filter.status') })
      .getByRole('button', { name: this.#words(ownNames[name] ?? `common:status.${name}`) });
  }

  /** Filters by a status, and waits for its rows: until they have come, the list goes on showing those from before. */
  async showOnly(name: string): Promise<void> {
    await this.status(name).click();
    await expect(this.rows.filter({ hasNotText: this.#words(`common:status.${name}`) })).toHaveCount(0);
    await expect(this.rows.first()).toBeVisible();
  }

  async countOf(name: string): Promise<number> {
    return Number(await this.status(name).locator('.status-count').innerText());
  }

  async chooseShop(name: string): Promise<void> {
    await this.#page.getByRole('combobox', { name: this.#words('orders:filter.shop') }).click();
    await pickOption(this.#page, name);
  }

  numberOf(row: Locator): Promise<string> {
    return row.locator('.mono').first().innerText();
  }
}
