import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** Files in, checked row by row before anything changes. */
export class ImportsPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  /** How many rows are good. */
  get ready(): Locator {
    return this.#page.getByText(this.#words('imports:ready', { n: '' }));
  }

  /** Rows of the file as they were read. */
  get rows(): Locator {
    return this.#page
      .getByRole('grid', { name: this.#words('imports:rows') })
      .getByRole('rowgroup')
      .getByRole('row');
  }

  /** The newest import of this file. */
  history(fileName: string): Locator {
    return this.#page.locator('tbody tr').filter({ hasText: fileName }).first();
  }

  async chooseKind(kind: 'skus' | 'orders'): Promise<void> {
    await this.#page
      .getByRole('main')
      .getByText(this.#words(`imports:kind.${kind}`), { exact: true })
      .first()
      .click();
  }

  async choose(name: string, csv: string): Promise<void> {
    await this.#page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(csv) });
  }

  async showOnlyErrors(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('imports:onlyErrors') }).click();
  }

  async openErrors(fileName: string, count: number): Promise<void> {
    await this.history(fileName)
      .getByRole('button', { name: this.#words('imports:errors', { n: count }) })
      .click();
  }

  async apply(): Promise<void> {
    await this.#page
      .getByRole('button', { name: this.#words('imports:apply', { n: '' }).replace(/\s*\(\)/, '') })
      .click();
  }

  /** Files that were checked and not applied. */
  get drafts(): Locator {
    return this.#page.locator('.import-drafts li');
  }

  async goOnWith(fileName: string): Promise<void> {
    await this.drafts
      .filter({ hasText: fileName })
      .getByRole('button', { name: this.#words('imports:goOn') })
      .click();
  }

  async throwAway(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('imports:drafts.discard') }).click();
  }

  /** The choice of a column for a field of goods. */
  column(field: string): Locator {
    return this.#page.getByLabel(this.#words(`imports:field.skus.${field}`));
  }

  /** The column that was taken for a field of goods. */
  chosenColumn(field: string): Locator {
    return this.#page.locator('.ant-select').filter({ has: this.column(field) });
  }

  async takeBack(fileName: string): Promise<void> {
    await this.history(fileName)
      .getByRole('button', { name: this.#words('imports:undo') })
      .click();
    await this.#page
      .getByRole('tooltip')
      .getByRole('button', { name: this.#words('imports:undo') })
      .click();
  }
}
