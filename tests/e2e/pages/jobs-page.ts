import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** Work in the background: the outbox, the labels, messages that could not be applied. */
export class JobsPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get jobs(): Locator {
    return this.#page.getByRole('tabpanel').locator('.job');
  }

  get prints(): Locator {
    return this.#page.getByRole('tabpanel').locator('.job');
  }

  /** The job about an order. */
  job(orderNumber: string): Locator {
    return this.jobs.filter({ hasText: orderNumber });
  }

  async retry(orderNumber: string): Promise<void> {
    await this.job(orderNumber)
      .getByRole('button', { name: this.#words('jobs:retry') })
      .click();
  }

  async openTab(tab: 'outbox' | 'print' | 'messages'): Promise<void> {
    await this.#page.getByRole('tab', { name: this.#words(`jobs:tab.${tab}`) }).click();
  }

  async show(view: 'parked' | 'open' | 'done' | 'cancelled' | 'all'): Promise<void> {
    await this.#page.getByText(new RegExp(`^${this.#words(`jobs:view.${view}`)} \\d+$`)).click();
  }

  get routine(): Locator {
    return this.#page.getByRole('checkbox', { name: this.#words('jobs:routine') });
  }
}
