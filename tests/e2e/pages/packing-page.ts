import { expect } from '@playwright/test';
import type { Locator, Page } from '@playwright/test';
import { demoCatalogue } from '#main/simulators/kit/demo-catalogue.ts';
import { scanWithWedge } from '#tests/e2e/support/wedge.ts';
import type { Words } from '#tests/e2e/support/words.ts';

type Phase = 'idle' | 'items' | 'weigh' | 'label' | 'printing' | 'ask' | 'done';

/** A scale that was empty for less is not taken for empty (zeroHoldMs of the weight gate, and what the window lags behind). */
const ZERO_MS = 600;

/** In the window: resolves once a figure has stood at zero for so long. */
function holdsZero(figure: Element, holdMs: number): Promise<void> {
  return new Promise((resolve) => {
    let sinceMs = performance.now();
    const look = (): void => {
      if (!/^0\s*g$/.test(figure.textContent ?? '')) sinceMs = performance.now();
      if (performance.now() - sinceMs >= holdMs) resolve();
      else requestAnimationFrame(look);
    };
    look();
  });
}

/** The packing station, worked as a packer does: with the scanner, the scale and the F-keys. */
export class PackingPage {
  readonly demo: DemoDrawer;
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
    this.demo = new DemoDrawer(page, words);
  }

  /** The one sentence that says what to do now. */
  get instruction(): Locator {
    return this.#page.locator('.instruction');
  }

  /** The instruction when something is wrong. */
  get stop(): Locator {
    return this.#page.locator('.instruction-stop');
  }

  /** The colour over the whole window that a scan leaves for a moment. */
  get flash(): Locator {
    return this.#page.locator('.flash');
  }

  get number(): Locator {
    return this.#page.locator('.packing-number');
  }

  /** Says that the platform of the order on the table hears nothing of the parcel. */
  get shopGone(): Locator {
    return this.#page.locator('.packing-head').getByText(this.#words('packing:shopGone'), { exact: true });
  }

  get items(): Locator {
    return this.#page.getByRole('list', { name: this.#words('packing:items') }).getByRole('listitem');
  }

  get left(): Locator {
    return this.#page.getByRole('progressbar', { name: this.#words('packing:progress') }).locator('strong');
  }

  get codeField(): Locator {
    return this.#page.getByRole('textbox', { name: this.#words('packing:code.label') });
  }

  get waitingOrders(): Locator {
    return this.#page.locator('.next-orders li button');
  }

  get scale(): Locator {
    return this.#page.getByRole('region', { name: this.#words('packing:weight.title') });
  }

  get label(): Locator {
    return this.#page.getByRole('region', { name: this.#words('packing:label.title') });
  }

  /** Picture of the label that went to the printer. */
  get labelPicture(): Locator {
    return this.#page.getByRole('main').getByRole('img', { name: this.#words('common:labelPicture', { number: '' }) });
  }

  /** Carrier's number of the parcel on the table, as its label shows it. */
  async waybillNumber(): Promise<string> {
    return this.label.locator('.mono').innerText();
  }

  /** The three answers about a label of which nobody knows whether it came out. */
  decision(answer: 'printed' | 'reprint' | 'void'): Locator {
    return this.#page
      .getByRole('group', { name: this.#words('common:decide.question') })
      .getByRole('button', { name: this.#words(`common:decide.${answer}`) });
  }

  get lastScans(): Locator {
    return this.#page.getByRole('region', { name: this.#words('packing:log.title') }).getByRole('listitem');
  }

  action(name: string): Locator {
    return this.#page.getByRole('button', { name: this.#words(`packing:action.${name}`) });
  }

  async scan(code: string): Promise<void> {
    await scanWithWedge(this.#page, code);
  }

  async expectPhase(phase: Phase): Promise<void> {
    await expect(this.instruction).toContainText(this.#words(`packing:phase.${phase}.text`));
  }

  /** Opens the station with nothing on its table and nothing on its scale, whatever was there before. */
  async begin(): Promise<void> {
    await this.#page
      .getByRole('navigation')
      .getByRole('link', { name: this.#words('shell:nav.packing') })
      .click();
    await expect(this.number).toBeVisible();
    if (await this.action('next').isVisible()) await this.action('next').click();
    if (await this.action('putBack').isVisible()) await this.putBack();
    await this.expectPhase('idle');
    await this.demo.open();
    await this.demo.takeOff();
    await this.demo.close();
  }

  async putBack(): Promise<void> {
    await this.action('putBack').click();
    const dialog = this.#page.getByRole('dialog');
    await dialog.getByRole('button', { name: this.#words('packing:putBack.ok'), exact: true }).click();
    await expect(dialog).toBeHidden();
  }

  /** The number of an order that waits, whose line in the list says so. */
  async waitingNumber(words = ''): Promise<string> {
    return this.waitingOrders.filter({ hasText: words }).first().locator('.next-number').innerText();
  }

  /** The number of an order that waits and asks for so many units in all. */
  async waitingNumberOf(units: number): Promise<string> {
    return this.waitingNumber(this.#words('packing:next.units', { n: units }));
  }

  /** What the box should weigh, as the scale's panel says it. */
  async expectedGrams(): Promise<number> {
    const text = await this.scale.innerText();
    const [, amount = '', unit = ''] = /(\d+(?:\.\d+)?)\s*(k?g) ±/.exec(text) ?? [];
    return Math.round(Number(amount) * (unit === 'kg' ? 1000 : 1));
  }

  /** Packs an order as far as the scale: it is scanned, and all its items. */
  async fillBox(number: string): Promise<void> {
    await this.scan(number);
    await expect(this.number).toHaveText(number);
    await this.scanAllItems();
  }

  /** Puts a box on the demo scale that weighs what it should. */
  async weigh(): Promise<void> {
    await this.#seeEmptyScale();
    await this.demo.open();
    await this.demo.putBoxOn();
    await this.demo.close();
  }

  /** Puts a box on the demo scale that weighs so much. */
  async weighAs(grams: number): Promise<void> {
    await this.#seeEmptyScale();
    await this.demo.open();
    await this.demo.put(grams);
    await this.demo.close();
  }

  /** These hands are faster than a person's: the scale must come to rest at zero after the box before. */
  async #seeEmptyScale(): Promise<void> {
    await this.scale.locator('.weight-value').evaluate(holdsZero, ZERO_MS);
  }

  item(skuCode: string): Locator {
    return this.items.filter({ has: this.#page.getByText(skuCode, { exact: true }) });
  }

  /** SKU codes of the lines on the table, with the units that are still due. */
  async dueItems(): Promise<{ readonly skuCode: string; readonly due: number }[]> {
    await expect(this.items.first()).toBeVisible();
    const rows = await this.items.filter({ has: this.#page.locator('.item-count strong') }).all();
    return Promise.all(
      rows.map(async (row) => ({
        skuCode: await row.locator('.item-words .mono').innerText(),
        due: Number(await row.locator('.item-count strong').innerText()),
      })),
    );
  }

  /** Scans every item that is due, unit by unit, and sees each one counted down. */
  async scanAllItems(): Promise<void> {
    for (const { skuCode, due } of await this.dueItems()) {
      for (let left = due - 1; left >= 0; left -= 1) {
        await this.scan(barcodeOf(skuCode));
        if (left < due - 1) await this.#answerIfReadTwice(skuCode, left);
        if (left > 0) await expect(this.item(skuCode).locator('.item-count strong')).toHaveText(String(left));
        else await expect(this.item(skuCode)).toHaveClass(/item-complete/);
      }
    }
    await this.expectPhase('weigh');
  }

  /** These hands are faster than a person's: the second unit of a SKU may look like the first one read twice. */
  async #answerIfReadTwice(skuCode: string, left: number): Promise<void> {
    const open = this.item(skuCode).locator('.item-count strong').getByText(String(left), { exact: true });
    const counted = left > 0 ? open : this.#page.locator('.item-complete').filter({ hasText: skuCode });
    const question = this.action('countSecond');
    await expect(counted.or(question).first()).toBeVisible();
    if (await question.isVisible()) await question.click();
  }
}

/** The barcode that is printed on a thing of the demo store. */
export function barcodeOf(skuCode: string): string {
  const good = demoCatalogue().find((known) => known.code === skuCode);
  if (!good) throw new Error(`The demo store does not sell ${skuCode}`);
  return good.gtin13;
}

/** The drawer that plays a packer's hands, in the demo store. */
class DemoDrawer {
  readonly #page: Page;
  readonly #words: Words;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
  }

  get drawer(): Locator {
    return this.#page.getByRole('dialog', { name: this.#words('packing:demo.title') });
  }

  get labels(): Locator {
    return this.drawer.getByRole('figure');
  }

  async open(): Promise<void> {
    await this.#page
      .locator('.packing-head')
      .getByRole('button', { name: this.#words('packing:demo.open') })
      .click();
    await expect(this.drawer).toBeVisible();
  }

  async close(): Promise<void> {
    await this.drawer.getByRole('button', { name: this.#words('common:close') }).click();
    await expect(this.drawer).toBeHidden();
  }

  async putBoxOn(): Promise<void> {
    await this.drawer.getByRole('button', { name: this.#words('packing:demo.putBox', { weight: '' }) }).click();
  }

  async takeOff(): Promise<void> {
    await this.drawer.getByRole('button', { name: this.#words('packing:demo.takeOff') }).click();
  }

  async put(grams: number): Promise<void> {
    await this.drawer.getByRole('spinbutton').fill(String(grams));
    await this.drawer.getByRole('button', { name: this.#words('packing:demo.put'), exact: true }).click();
  }
}
