import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** One order with everything that was ever done to it. */
export class OrderPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get title(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  get number(): Locator {
    return this.title.locator('.mono');
  }

  /** Sentences of the timeline, newest first. */
  get timeline(): Locator {
    return this.#page.locator('.timeline li');
  }

  /** Says that nobody changed the timeline. */
  get seal(): Locator {
    return this.#page.getByText(this.#words('timeline:seal'), { exact: true });
  }

  get labels(): Locator {
    return this.#page.getByRole('img', { name: this.#words('common:labelPicture', { number: '' }) });
  }

  /** Every number under which the order is known somewhere. */
  get numbers(): Locator {
    return this.#page
      .getByText(this.#words('orders:facts.numbers'), { exact: true })
      .locator('xpath=following-sibling::*[1]')
      .locator('.mono');
  }

  get recipient(): Locator {
    return this.#panel('orders:recipient.title');
  }

  get holds(): Locator {
    return this.#page.locator('.hold-card');
  }

  /** Labelled parcels of which somebody must say whether they left. */
  get unsettled(): Locator {
    return this.#page.locator('.hold-card').filter({ hasText: this.#words('common:settle.why') });
  }

  button(key: string): Locator {
    return this.#page.getByRole('button', { name: this.#words(key), exact: true });
  }

  event(key: string, actor = ''): Locator {
    return this.timeline.filter({ hasText: this.#words(`timeline:event.${key}`, { actor }) });
  }

  #panel(titleKey: string): Locator {
    return this.#page
      .locator('.panel')
      .filter({ has: this.#page.getByRole('heading', { name: this.#words(titleKey) }) });
  }

  /** Releases the one hold that stands. */
  async release(reason: string): Promise<void> {
    await this.holds.getByRole('button', { name: this.#words('orders:hold.release') }).click();
    await this.giveReason(reason, 'orders:hold.release');
  }

  /** Gives a reason in the dialog that asks for one. */
  async giveReason(reason: string, okKey: string): Promise<void> {
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: this.#words('common:reason') }).fill(reason);
    await dialog.getByRole('button', { name: this.#words(okKey), exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** Answers for the one parcel that waits for it. */
  async settle(outcome: 'left' | 'stayed', reason: string): Promise<void> {
    await this.unsettled.getByRole('button', { name: this.#words(`common:settle.${outcome}.button`) }).click();
    await this.giveReason(reason, `common:settle.${outcome}.ok`);
  }
}
