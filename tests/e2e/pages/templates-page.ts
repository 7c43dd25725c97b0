import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import type { Words } from '#tests/e2e/support/words.ts';

/** Labels and documents, and the editor. */
export class TemplatesPage {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  button(key: string): Locator {
    return this.#page.getByRole('button', { name: this.#words(key), exact: true });
  }

  async open(name: string): Promise<void> {
    await this.#page.getByRole('button', { name }).first().click();
    await expect(this.#page.getByRole('heading', { level: 1 })).toHaveText(name);
  }

  /** Copies what is open; the copy is open then. */
  async copy(): Promise<void> {
    await this.button('templates:copy').click();
    await expect(this.#page.getByRole('heading', { level: 1 })).toContainText('(copy)');
  }

  get canvas(): Locator {
    return this.#page.getByRole('group', { name: this.#words('templates:canvas') });
  }

  element(name: string): Locator {
    return this.canvas.getByRole('button', { name });
  }

  /** Selects an element. @returns where it stands, in millimetres */
  async place(element: Locator): Promise<{ x: number; y: number }> {
    await element.focus();
    await expect(element).toHaveAttribute('aria-pressed', 'true');
    const [x, y] = await Promise.all(
      ['x', 'y'].map(async (key) => Number(await this.field(key).getAttribute('aria-valuenow'))),
    );
    return { x: x ?? Number.NaN, y: y ?? Number.NaN };
  }

  /** Says that somebody else's version came while changes are under way here. */
  get newer(): Locator {
    return this.#page.getByRole('status').filter({ hasText: this.#words('templates:newer.kept') });
  }

  field(key: string): Locator {
    return this.#page.getByLabel(this.#words(`templates:field.${key}`), { exact: true });
  }

  /** What the printer would get is there, and its barcodes were read back. */
  async expectRead(count: number): Promise<void> {
    await expect(this.#page.getByText(this.#words('templates:barcodesRead', { count }))).toBeVisible();
  }

  async add(key: string): Promise<void> {
    await this.button('templates:addElement').click();
    await this.#page.getByRole('menuitem', { name: this.#words(`templates:add.${key}`), exact: true }).click();
  }

  async save(version: number): Promise<void> {
    await this.#page.keyboard.press('Control+s');
    await this.expectSaved(version);
  }

  async expectSaved(version: number): Promise<void> {
    await expect(this.#page.getByText(this.#words('templates:saved', { version })).first()).toBeVisible();
  }

  /** Takes hold of the middle of something and moves it, in dots of the screen. */
  async drag(what: Locator, dx: number, dy: number): Promise<void> {
    const box = await what.boundingBox();
    if (!box) throw new Error('nothing to drag');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await this.#page.mouse.move(x, y);
    await this.#page.mouse.down();
    await this.#page.mouse.move(x + dx / 2, y + dy / 2);
    await this.#page.mouse.move(x + dx, y + dy);
    await this.#page.mouse.up();
  }
}
