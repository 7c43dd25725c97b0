import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** Who is working here? */
export class SignInPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get problem(): Locator {
    return this.#page.getByRole('main').getByRole('alert');
  }

  /** Says how many digits were entered. */
  get digits(): Locator {
    return this.#page.getByRole('main').getByRole('status');
  }

  get somebodyElse(): Locator {
    return this.#page.getByRole('button', { name: this.#words('shell:signIn.other') });
  }

  async choose(name: string): Promise<void> {
    // Not by its role alone: until the window is signed out, its buttons are there too, and some bear the name.
    await this.#page.locator('.sign-in-tile').filter({ hasText: name }).click();
  }

  /** On the keyboard; nothing needs the focus. */
  async typePin(pin: string): Promise<void> {
    await this.#page.keyboard.type(pin);
    await this.#page.keyboard.press('Enter');
  }
}
