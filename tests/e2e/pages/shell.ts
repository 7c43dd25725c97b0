import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

type PageName =
  | 'customs'
  | 'orders'
  | 'payments'
  | 'packing'
  | 'devices'
  | 'stock'
  | 'imports'
  | 'jobs'
  | 'printing'
  | 'shops'
  | 'safety'
  | 'settings'
  | 'audit'
  | 'templates';

/** What surrounds every page: sidebar, search, status bar, banners. */
export class Shell {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  /** Opens a page by its entry in the sidebar. */
  async go(name: PageName): Promise<void> {
    await this.#page
      .getByRole('navigation')
      .getByRole('link', { name: this.#words(`shell:nav.${name}`) })
      .click();
  }

  get title(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  get statusBar(): Locator {
    return this.#page.getByLabel(this.#words('shell:statusBar'));
  }

  async signOut(): Promise<void> {
    await this.statusBar.getByRole('button', { name: this.#words('shell:signOut') }).click();
  }

  get banner(): Locator {
    return this.#page.locator('.banner');
  }

  /** A short note of something done, which goes by itself. */
  get toast(): Locator {
    return this.#page.locator('.ant-message-notice');
  }

  get dialog(): Locator {
    return this.#page.getByRole('dialog');
  }

  /** Closes the topmost dialog by Escape. A menu or a question that still fades, or a hint under the mouse, would take the key for itself. */
  async leaveDialog(): Promise<void> {
    await this.#page.mouse.move(0, 0);
    const above = this.#page.locator('.ant-dropdown:visible, .ant-tooltip:visible, .ant-popover:visible');
    await expect(above).toHaveCount(0);
    const open = await this.dialog.count();
    await this.#page.keyboard.press('Escape');
    await expect(this.dialog).toHaveCount(open - 1);
  }

  /** Types into the search over everything, by keyboard alone. */
  async search(text: string): Promise<void> {
    await this.#page.keyboard.press('/');
    await this.searchField.fill(text);
  }

  get searchField(): Locator {
    return this.#page.getByRole('dialog').getByRole('combobox', { name: this.#words('shell:search.open') });
  }

  get searchHits(): Locator {
    return this.#page.getByRole('listbox', { name: this.#words('shell:search.results') }).getByRole('option');
  }
}
