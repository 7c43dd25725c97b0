import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** The wizard of a new workstation. */
export class FirstRun {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get title(): Locator {
    return this.#page.getByRole('heading', { level: 1 });
  }

  get demo(): Locator {
    return this.button('first-run:welcome.demo');
  }

  get own(): Locator {
    return this.button('first-run:welcome.own');
  }

  get recoveryKey(): Locator {
    return this.#page.getByTestId('recovery-key');
  }

  get keyKept(): Locator {
    return this.#page.getByRole('checkbox');
  }

  get goOn(): Locator {
    return this.button('safety:key.goOn');
  }

  button(key: string): Locator {
    return this.#page.getByRole('button', { name: this.#words(key) });
  }

  /** The shortest way to a workstation with orders in it: ends at the packing station. */
  async tryDemoStore(): Promise<void> {
    await this.demo.click();
    await this.keepRecoveryKey();
    await expect(this.#page).toHaveURL(/#\/packing$/);
  }

  async keepRecoveryKey(): Promise<string> {
    const key = await this.recoveryKey.innerText();
    await this.keyKept.check();
    await this.goOn.click();
    return key;
  }

  /** Fills in the first administrator, from the welcome or from a step that said no. */
  async namePerson(name: string, pin: string): Promise<void> {
    await expect(this.title).toBeVisible();
    if (await this.own.isVisible()) await this.own.click();
    await this.#page.getByLabel(this.#words('first-run:person.name')).fill(name);
    await this.#page.getByLabel(this.#words('first-run:person.pin'), { exact: true }).fill(pin);
    await this.#page.getByLabel(this.#words('first-run:person.again')).fill(pin);
    await this.button('common:next').click();
  }
}
