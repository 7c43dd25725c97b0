import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { Shell } from '#tests/e2e/pages/shell.ts';
import type { Words } from '#tests/e2e/support/words.ts';

type Tab = 'rules' | 'cleaning' | 'packagings' | 'weights' | 'window' | 'people' | 'tokens';

/** Rules of the workstation, people, tokens, the looks of this window. */
export class SettingsPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  async openTab(tab: Tab): Promise<void> {
    await this.#page.getByRole('tab', { name: this.#words(`settings:tab.${tab}`), exact: true }).click();
  }

  /** One setting with its control and history. */
  setting(name: string): Locator {
    return this.#page.locator('.setting').filter({ hasText: this.#words(`settings:name.${name}.label`) });
  }

  /** Changes a number, and waits until it is kept. */
  async change(name: string, value: string): Promise<void> {
    const save = this.setting(name).getByRole('button', { name: this.#words('common:save') });
    const saved = this.#words('settings:saved', { name: this.#words(`settings:name.${name}.label`) });
    await this.setting(name).getByRole('spinbutton').fill(value);
    await save.click();
    await expect(new Shell(this.#page, this.#words).toast.filter({ hasText: saved }).last()).toBeVisible();
    await expect(save).toBeHidden();
  }

  get people(): Locator {
    return this.#page.getByRole('row');
  }

  async addPerson(name: string, pin: string): Promise<void> {
    await this.openTab('people');
    await this.#page.getByRole('button', { name: this.#words('settings:people.add') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('settings:people.name'), { exact: true }).fill(name);
    await dialog.getByLabel(this.#words('settings:people.pin'), { exact: true }).fill(pin);
    await dialog.getByRole('button', { name: this.#words('common:save') }).click();
    await expect(dialog).toBeHidden();
    await expect(this.people.filter({ hasText: name })).toBeVisible();
  }

  async setPin(name: string, pin: string): Promise<void> {
    await this.openTab('people');
    const row = this.people.filter({ hasText: name });
    await row.getByRole('button', { name: this.#words('common:edit') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('settings:people.pin'), { exact: true }).fill(pin);
    await dialog.getByRole('button', { name: this.#words('common:save') }).click();
    await expect(dialog).toBeHidden();
  }
}
