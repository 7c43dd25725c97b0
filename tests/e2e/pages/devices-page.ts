import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { pickOption } from '#tests/e2e/support/pick-option.ts';
import type { Words } from '#tests/e2e/support/words.ts';

/** Printers, scales and scanners. */
export class DevicesPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  card(name: string): Locator {
    return this.#page.getByRole('article').filter({ has: this.#page.getByRole('heading', { name, exact: true }) });
  }

  button(name: string, key: string): Locator {
    return this.card(name).getByRole('button', { name: this.#words(key), exact: true });
  }

  async addNetworkPrinter(printer: {
    readonly name: string;
    readonly port: number;
    readonly isDefault: boolean;
  }): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('devices:add.printer') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('devices:field.name'), { exact: true }).fill(printer.name);
    await dialog.getByLabel(this.#words('devices:field.host'), { exact: true }).fill('127.0.0.1');
    await dialog.getByRole('spinbutton', { name: this.#words('devices:field.port') }).fill(String(printer.port));
    const makeDefault = dialog.getByRole('switch', { name: this.#words('devices:makeDefault') });
    await makeDefault.setChecked(printer.isDefault);
    await dialog.getByRole('button', { name: this.#words('common:save'), exact: true }).click();
    await expect(this.card(printer.name)).toBeVisible();
  }

  async addComponentPrinter(name: string, place: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('devices:add.printer') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('devices:field.name'), { exact: true }).fill(name);
    await dialog.getByLabel(this.#words('devices:field.transport')).click();
    await pickOption(this.#page, this.#words('devices:way.name.component'));
    await dialog.getByLabel(this.#words('devices:way.place.component')).fill(place);
    await dialog.getByRole('button', { name: this.#words('common:save'), exact: true }).click();
    await expect(this.card(name)).toBeVisible();
  }

  /** An office printer as documents see it: what would go to its queue lies in a folder. */
  async addDocumentPrinter(name: string, folder: string): Promise<void> {
    await this.#page.getByRole('button', { name: this.#words('devices:add.printer') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('devices:field.name'), { exact: true }).fill(name);
    await dialog.getByLabel(this.#words('devices:field.transport')).click();
    await pickOption(this.#page, this.#words('devices:way.name.file'));
    await dialog.getByLabel(this.#words('devices:way.place.file')).fill(folder);
    await dialog.getByLabel(this.#words('devices:field.language')).click();
    // Languages for queues stand at the end of a long list.
    await this.#page.keyboard.press('ArrowUp');
    await this.#page.keyboard.press('Enter');
    await expect(dialog.locator('.ant-select').filter({ hasText: 'PDF' })).toBeVisible();
    await dialog.getByRole('switch', { name: this.#words('devices:makeDefault') }).setChecked(false);
    await dialog.getByRole('button', { name: this.#words('common:save'), exact: true }).click();
    await expect(this.card(name)).toBeVisible();
  }

  async printPlatformWaybill(name: string, waybill: { readonly number: string; readonly data: string }): Promise<void> {
    await this.button(name, 'devices:document.print').click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('devices:document.number')).fill(waybill.number);
    await dialog.getByLabel(this.#words('devices:document.data')).fill(waybill.data);
    await dialog.getByRole('button', { name: this.#words('devices:document.print') }).click();
    await expect(dialog).toBeHidden();
  }

  /** In a list of the open form. */
  async choose(field: string, option: string): Promise<void> {
    await this.#page.getByRole('dialog').getByLabel(this.#words(field), { exact: true }).click();
    await pickOption(this.#page, this.#words(option));
  }

  /** Opens the form for a new printer, gives its address and asks it who it is. */
  async askNewPrinter(port: number): Promise<Locator> {
    await this.#page.getByRole('button', { name: this.#words('devices:add.printer') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('devices:field.host'), { exact: true }).fill('127.0.0.1');
    await dialog.getByRole('spinbutton', { name: this.#words('devices:field.port') }).fill(String(port));
    await dialog.getByRole('button', { name: this.#words('devices:printerModel.detect') }).click();
    return dialog;
  }

  /** Opens the form for a new scale and says at which serial port it hangs. */
  async startScale(name: string, path: string): Promise<Locator> {
    await this.#page.getByRole('button', { name: this.#words('devices:add.scale') }).click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByLabel(this.#words('devices:field.name'), { exact: true }).fill(name);
    const port = dialog.getByRole('combobox', { name: this.#words('devices:field.path') });
    await port.fill(path);
    // Ports that were found meanwhile are suggested under the field, over what comes next.
    await port.press('Tab');
    await dialog.getByRole('switch', { name: this.#words('devices:makeDefault') }).setChecked(false);
    return dialog;
  }

  async chooseProtocol(dialog: Locator, label: string): Promise<void> {
    await dialog.getByRole('combobox', { name: this.#words('devices:field.protocol') }).fill(label);
    await pickOption(this.#page, label);
  }

  async remove(name: string): Promise<void> {
    await this.button(name, 'common:remove').click();
    await this.#page
      .getByRole('tooltip')
      .getByRole('button', { name: this.#words('common:remove') })
      .click();
    await expect(this.card(name)).toBeHidden();
  }

  /** Puts a removed device back from the list under all others. */
  async restore(name: string): Promise<void> {
    await this.#page.locator('.removed-devices > summary').click();
    await this.#page.getByRole('button', { name: this.#words('devices:restoreNamed', { name }) }).click();
    await expect(this.card(name)).toBeVisible();
  }
}
