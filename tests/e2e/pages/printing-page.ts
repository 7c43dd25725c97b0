import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** The queues of the printers. */
export class PrintingPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  printer(name: string): Locator {
    return this.#page.getByRole('tab', { name });
  }

  get doubt(): Locator {
    return this.#page.getByRole('region', { name: this.#words('printing:doubt.title') });
  }

  get controls(): Locator {
    return this.#page.getByRole('region', { name: this.#words('printing:controls') });
  }

  get batch(): Locator {
    return this.#page.getByRole('region', { name: this.#words('printing:batch'), exact: true });
  }

  /** Waiting labels as drawn, in the order of printing. */
  get waiting(): Locator {
    return this.#page.getByRole('grid').getByRole('rowgroup').getByRole('row');
  }

  get chosen(): Locator {
    return this.#page.locator('.selection-row');
  }

  get last(): Locator {
    return this.#page.locator('.last-labels > li');
  }

  get scanField(): Locator {
    return this.#page.getByRole('textbox', { name: this.#words('printing:scanLabel') });
  }
}
