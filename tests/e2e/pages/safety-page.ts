import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** Backups, the check of everything, the recovery key, the support bundle. */
export class SafetyPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get backups(): Locator {
    return this.#page
      .locator('.panel')
      .filter({ hasText: this.#words('safety:backup.title') })
      .getByRole('row');
  }

  /** The backup that was made by hand. */
  get manual(): Locator {
    return this.backups.filter({ hasText: this.#words('safety:backup.kind.manual') });
  }

  get undo(): Locator {
    return this.#page.getByRole('button', { name: this.#words('safety:restore.undo') });
  }

  get bundle(): Locator {
    return this.#page.getByRole('status').filter({ hasText: this.#words('safety:bundle.written') });
  }

  async backUpNow(): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('safety:backup.create') }).click();
    await expect(this.manual).toHaveCount(1);
  }

  async checkManual(): Promise<void> {
    await this.manual.getByRole('button', { name: this.#words('safety:backup.check'), exact: true }).click();
    await expect(this.manual).toContainText(this.#words('safety:backup.good'));
  }

  /** Nobody restores without typing the word. */
  async restoreManual(): Promise<void> {
    await this.manual.getByRole('button', { name: this.#words('safety:restore.open') }).click();
    const dialog = this.#page.getByRole('dialog');
    await expect(dialog).toContainText(this.#words('safety:restore.checked', { orders: 50 }));
    const ok = dialog.getByRole('button', { name: this.#words('safety:restore.ok'), exact: true });
    await expect(ok).toBeDisabled();
    await dialog.getByRole('textbox').fill(this.#words('safety:restore.word'));
    await ok.click();
    await expect(dialog).toBeHidden();
  }
}
