import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** The desk for orders that cross a border. */
export class CustomsDesk {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  async open(): Promise<void> {
    await this.#page
      .getByRole('navigation')
      .getByRole('link', { name: this.#words('shell:nav.customs') })
      .click();
    await this.tab('desk');
  }

  async tab(name: 'desk' | 'board'): Promise<void> {
    await this.#page.getByRole('tab', { name: this.#words(`customs:tabs.${name}`) }).click();
  }

  get rows(): Locator {
    return this.#page.getByRole('grid', { name: this.#words('customs-desk:grid') }).locator('.grid-row');
  }

  row(text: string): Locator {
    return this.rows.filter({ hasText: text });
  }

  get destinations(): Locator {
    return this.#page.locator('.desk-blocks .panel').nth(1).getByRole('button');
  }

  state(name: 'blocked' | 'overridden' | 'warned' | 'complete'): Locator {
    return this.#page
      .getByRole('group', { name: this.#words('customs-desk:states') })
      .getByRole('button', { name: this.#words(`customs-desk:state.${name}`) });
  }

  block(field: string): Locator {
    return this.#page.locator('.desk-block').filter({ hasText: this.#words(`customs-desk:field.${field}`) });
  }

  button(key: string, values: Readonly<Record<string, string | number>> = {}): Locator {
    return this.#page.getByRole('button', { name: this.#words(`customs-desk:${key}`, values) });
  }

  get drawer(): Locator {
    return this.#page.locator('.ant-drawer-content, .ant-drawer-section').last();
  }

  /** Shows all orders, whatever their state. */
  async showAll(): Promise<void> {
    for (const name of ['blocked', 'overridden', 'warned', 'complete'] as const)
      if ((await this.state(name).getAttribute('aria-pressed')) === 'true') await this.state(name).click();
  }

  async select(row: Locator): Promise<void> {
    await row.locator('.grid-select').click();
  }

  /** Chooses the field that the selected orders are to be filled with. */
  async chooseField(label: string): Promise<void> {
    const field = this.#page.getByRole('combobox', { name: this.#words('customs-desk:fill.field') });
    await field.click();
    await field.fill(label);
    await this.#page.keyboard.press('Enter');
  }
}
